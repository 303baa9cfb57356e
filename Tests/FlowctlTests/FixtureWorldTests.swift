import Testing

/// `flowctl test`: fixtures whose world or expectation is not what their author thinks.
@Suite(.timeLimit(.minutes(10))) struct `Fixtures of another world` {
  @Test func `of a run that pauses for ever come to an end`() async throws {
    let shop = try FixtureShop()
    try shop.flow(
      "patient", "- pause: { wait: P1D, then: again }\n- again: { set: { n: 1 }, then: pause }")
    try shop.fixture("endless", of: "patient", "title: For ever\nexpect: { status: completed }\n")
    let tested = try await shop.test("patient")
    #expect(tested.status == 1 && tested.output.contains("it paused 1000 times"))
  }

  @Test func `whose simulator errs fail for that, with its file and line`() async throws {
    let shop = try FixtureShop()
    try shop.flowctl.write(
      "flows/plugins/shop/simulator.lua", "return { handle = function() return wanted.body end }\n")
    try shop.flow("patient", "- stock: { call: shop.stock, with: {} }")
    try shop.fixture("broken", of: "patient", "title: Broken\nexpect: { status: faulted }\n")
    let tested = try await shop.test("patient")
    #expect(tested.status == 1)
    #expect(tested.output.contains("The simulator shop failed: flows/plugins/shop/simulator.lua:1"))
    #expect(tested.error == "")
  }

  @Test func `that expect an empty list mean one`() async throws {
    let shop = try FixtureShop()
    try shop.flow("patient", "- all: { set: { found: [ a ], none: [] } }")
    try shop.fixture(
      "none", of: "patient", "title: Nothing\nexpect: { output: { none: [], found: [] } }\n")
    let tested = try await shop.test("patient")
    #expect(tested.status == 1 && tested.output.contains("output.found[0]"))
    #expect(!tested.output.contains("output.none"))
  }
}
