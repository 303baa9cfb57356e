import FlowValue
import Foundation
import Testing

/// `flowctl test --update`: what a fixture expects follows the flow, and nothing else of its file.
@Suite(.timeLimit(.minutes(10))) struct `Updated fixtures` {
  private typealias Shop = FixtureShop

  @Test func `keep everything but the values that differ`() async throws {
    let shop = try Shop()
    let head = Shop.good.prefix(upTo: try #require(Shop.good.range(of: "expect:")).lowerBound)
    func text(_ id: String, _ size: Int, _ tasks: String) -> String {
      head + """
        expect:
          # How it ends.
          status: completed
          output: { id: \(id) }     # the shop's own
          tasks: [ \(tasks) ]
          effects: [ { http: GET /stock }, { http: POST /orders, body: { size: \(size) } } ]
          never: [ { http: DELETE * } ]

        """
    }
    try shop.fixture("flow", of: "order", text("'o-9'", 4, "paper,   …"))
    let result = try await shop.test("--update", "order")
    try Snapshot.expect(result, named: "fixtures-updated", in: shop.flowctl)
    #expect(try read("flow", of: "order", in: shop) == text("'o-1'", 3, "stock, paper,   …"))
    let again = try await shop.test("--update", "order")
    #expect(again.status == 0 && !again.output.contains("updated"))
    #expect(try read("flow", of: "order", in: shop) == text("'o-1'", 3, "stock, paper,   …"))
  }

  @Test func `keep lines, comments and what is exact in blocks`() async throws {
    let shop = try Shop()
    let head = String(
      Shop.good.prefix(upTo: try #require(Shop.good.range(of: "expect:")).lowerBound))
    try shop.fixture(
      "block", of: "order",
      head + """
        expect:
          output:
            gone: true   # goes with its line
            id: "o-9"    # stays
          tasks:
            - stock
            # the form
            - paper
            - paper
          effects: !exact
            - http: POST /orders
              body: !exact
                size: 4
                color: red

        """)
    #expect(try await shop.test("--update", "order").status == 0)
    #expect(
      try read("block", of: "order", in: shop) == head + """
        expect:
          output:
            id: "o-1"    # stays
          tasks:
            - stock
            # the form
            - paper
            - order
          effects: !exact
            - { http: GET /stock }
            - http: POST /orders
              body: !exact
                size: 3

        """)
  }

  @Test func `follow a run that ends otherwise, and say in how many files`() async throws {
    let shop = try Shop()
    let waiting = Shop.good.replacing("answers: { paper: [ { color: red } ] }\n", with: "")
      .replacing("  output: { id: o-1 }\n", with: "")
      .replacing("  effects: [ { http: POST /orders, body: { size: 3 } } ]\n", with: "")
    try shop.fixture("waiting", of: "order", waiting)
    let result = try await shop.test("--update", "--output", "json", "order")
    #expect(result.status == 0, "\(result.output)")
    #expect(try FlowValue(json: result.output)["fixtures"]?.array?.first?["mended"] == true)
    #expect(
      try read("waiting", of: "order", in: shop)
        == waiting.replacing("status: completed", with: "status: waiting")
        .replacing("[ stock, …, order ]", with: "[ stock, …, paper ]"))
  }

  @Test(arguments: [
    ("never", "http: DELETE *", "http: GET /st*", "is broken, and is not given up by itself"),
    ("unmocked", "path: /orders,", "path: /other,", "nothing under 'expect' mends that"),
    ("output", "answers: { paper: [ { color: red } ] }\n", "", "has no 'output'"),
    ("answers", "[ { color: red } ]", "[ { color: red }, { color: red } ]", "nobody asks for"),
  ])
  func `that nothing may mend are left, and say why`(
    name: String, old: String, new: String, reason: String
  ) async throws {
    let shop = try Shop()
    let text = Shop.good.replacing(old, with: new)
    try shop.fixture(name, of: "order", text)
    let result = try await shop.test("--update", "order")
    #expect(result.status == 1)
    #expect(result.output.contains("not updated"))
    #expect(result.output.contains(reason), "\(result.output)")
    #expect(try read(name, of: "order", in: shop) == text)
  }

  @Test func `are no crashes' business`() async throws {
    let result = try await Shop().test("--update", "--crash")
    #expect(result.status == 2)
    #expect(result.error.contains("--update cannot stand beside --crash"))
  }

  private func read(_ name: String, of flow: String, in shop: Shop) throws -> String {
    let file = shop.flowctl.folder.appending(path: "flows/\(flow)/fixtures/\(name).yaml")
    return try String(contentsOf: file, encoding: .utf8)
  }
}
