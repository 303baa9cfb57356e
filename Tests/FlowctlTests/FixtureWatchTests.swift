import Foundation
import Testing

/// `flowctl test --watch`: fixtures again, whenever something of theirs changes.
@Suite(.timeLimit(.minutes(10))) struct `Watched fixtures` {
  private typealias Shop = FixtureShop

  @Test func `are performed again after each change, until Ctrl-C`() async throws {
    let shop = try Shop()
    try shop.fixture("first", of: "order", Shop.good)
    try shop.fixture("second", of: "order", Shop.good.replacing("An order", with: "Another order"))
    let child = try shop.flowctl.start(["test", "--watch", "order"], isHeard: true)
    _ = try await child.output(containing: "2 passed\nwatching")

    // A fixture that changes concerns itself alone.
    try shop.fixture("first", of: "order", Shop.good.replacing("{ id: o-1 }", with: "{ id: o-2 }"))
    let failed = try await child.output(containing: "0 passed, 1 failed\nwatching")
    #expect(failed.contains("changed: flows/order/fixtures/first.yaml\n"))
    #expect(failed.contains("FAIL  An order is placed"))

    // A flow concerns all of its fixtures.
    try shop.flow(
      "order",
      """
      - stock: { call: shop.stock, with: {} }
      - paper: { call: prompt, with: { form: shop.paper } }
      - order: { call: shop.order, with: { size: 9 } }
      """)
    _ = try await child.output(containing: "0 passed, 2 failed\nwatching")

    // What cannot be read is said, and the watch goes on.
    try shop.flowctl.write("flows/plugins/shop/orders.lua", "return {")
    _ = try await child.output(containing: "2 unusable\nwatching")

    child.interrupt()
    let result = try await child.finish()
    #expect(result.status == 130)
    #expect(result.error.contains("stopped watching"))
  }

  @Test func `are those of new flows as well, and only those that a change concerns`()
    async throws
  {
    let shop = try Shop()
    try shop.saying()
    try shop.fixture("first", of: "order", Shop.good)
    try shop.fixture("said", of: "say", "title: It is said\nexpect: { output: { number: 1 } }\n")
    let child = try shop.flowctl.start(["test", "--watch"], isHeard: true)
    _ = try await child.output(containing: "2 passed\nwatching")

    // Texts of a flow concern its own fixtures.
    try shop.flowctl.write("flows/say/texts.en.yaml", "hello: Hello\n")
    _ = try await child.output(
      containing: "texts.en.yaml\nsay\n  ok    It is said\n1 passed\nwatching")

    // A flow may come into being.
    try shop.fixture("napped", of: "nap", "title: A nap\nexpect: { tasks: [ nap ] }\n")
    try shop.flow("nap", "- nap: { wait: PT1H }")
    _ = try await child.output(containing: "nap\n  ok    A nap\n1 passed\nwatching")

    child.interrupt()
    #expect(try await child.finish().status == 130)
  }

  @Test func `are those whose flow runs the one that changes`() async throws {
    let shop = try Shop()
    try shop.saying()
    try shop.flow(
      "over",
      "- say: { run: { workflow: { namespace: tests, name: say, version: 1.0.0, input: {} } } }")
    try shop.fixture("over", of: "over", "title: From above\nexpect: { output: { number: 1 } }\n")
    let child = try shop.flowctl.start(["test", "--watch", "over"], isHeard: true)
    _ = try await child.output(containing: "1 passed\nwatching")
    try shop.flow("say", "- say: { set: { number: 2 } }")
    _ = try await child.output(containing: "1 failed\nwatching")
    child.interrupt()
    #expect(try await child.finish().status == 130)
  }

  @Test(arguments: [["--update"], ["--output", "json"]])
  func `are for people who change them`(arguments: [String]) async throws {
    let shop = try Shop()
    #expect(try await shop.flowctl.run(["test", "--watch"] + arguments).status == 2)
  }
}
