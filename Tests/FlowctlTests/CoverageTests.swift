import FlowValue
import Foundation
import Testing

/// `flowctl test --coverage`: what no fixture reaches.
@Suite(.timeLimit(.minutes(10))) struct `Coverage` {
  @Test func `says what no fixture reaches and where it stands`() async throws {
    let shop = try FixtureShop()
    try shop.ways()
    try Snapshot.expect(
      await shop.test("ways", "--coverage"), named: "coverage", in: shop.flowctl)
  }

  @Test func `adds up over all fixtures of a flow`() async throws {
    let shop = try FixtureShop()
    try shop.ways()
    try shop.fixture(
      "nothing", of: "ways",
      """
      title: There is nothing
      input: { size: 3, lines: [] }
      simulate: []
      http: [ { request: { method: GET, path: /stock }, response: { status: 200, body: { count: 0 } } } ]
      expect: { status: completed }

      """)
    let result = try await shop.test("ways", "--coverage", "--output", "json")
    #expect(result.status == 0, "\(result.output)")
    let coverage = try #require(try FlowValue(json: result.output)["coverage"]?.array?.first)
    #expect(coverage["flow"] == "ways")
    #expect(coverage["file"] == "flows/ways/workflow.yaml")
    #expect(coverage["steps"] == ["total": 8, "reached": 6])
    #expect(coverage["branches"] == ["total": 10, "taken": 4])
    let missed = try #require(coverage["missed"]?.array).compactMap { $0["text"]?.string }
    #expect(!missed.contains("case 'nothing' of 'enough' was never taken"))
    #expect(missed.contains("`if` of 'hint' was never true"))
  }

  @Test func `is the same where fixtures are killed at every entry`() async throws {
    let shop = try FixtureShop()
    try shop.ways()
    let plain = try await shop.test("ways", "--coverage", "--output", "json")
    let crashed = try await shop.test("ways", "--coverage", "--crash", "--output", "json")
    #expect(crashed.status == 0, "\(crashed.output)")
    #expect(
      try FlowValue(json: crashed.output)["coverage"] == FlowValue(json: plain.output)["coverage"])
  }

  @Test func `of a flow that runs another one tells of both`() async throws {
    let shop = try FixtureShop()
    try shop.flow("inner", "- only: { if: \"input.size == 1\", set: { size: 2 } }")
    try shop.flow(
      "outer",
      """
      - inner:
          run: { workflow: { namespace: tests, name: inner, version: 1.0.0, input: "${ input }" } }
      """)
    try shop.fixture(
      "one", of: "outer",
      "title: One\ninput: { size: 1 }\nsimulate: []\nexpect: { output: { size: 2 } }\n")
    let result = try await shop.test("outer", "--coverage")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("inner  steps 1 of 1, branches 1 of 2"))
    #expect(result.output.contains("workflow.yaml:4  `if` of 'only' was never false"))
    #expect(result.output.contains("outer  steps 1 of 1, branches 0 of 0"))
  }

  @Test func `is not for build servers' XML`() async throws {
    let result = try await FixtureShop().test("--coverage", "--output", "junit")
    #expect(result.status == 2)
    #expect(result.error.contains("--output text and --output json"))
  }
}

extension FixtureShop {
  /// A flow that parts its ways in every manner, and one fixture that goes one of them.
  func ways() throws {
    try flow(
      "ways",
      """
      - stock: { call: shop.stock, with: {} }
      - enough:
          switch:
            - plenty: { when: "input.count > 5", then: order }
            - nothing: { when: "input.count == 0", then: end }
      - hint:
          if: "workflow.input.size < 2 and '<&\\"' ~= ''"
          set: { hint: given }
      - order:
          try:
            - place: { call: shop.order, with: { size: "${ workflow.input.size }" } }
          catch:
            retry: { limit: { attempt: { count: 1 } } }
            do:
              - refused: { raise: { error: { type: "https://shop.example/refused", status: 409 } } }
      - lines:
          for: { each: line, in: "workflow.input.lines" }
          do:
            - note: { set: { line: "${ line }" } }
      """)
    try fixture(
      "plenty", of: "ways",
      """
      title: There is plenty
      input: { size: 3, lines: [ a, b ] }
      simulate: []
      http:
        - request: { method: GET, path: /stock }
          response: { status: 200, body: { count: 7 } }
        - request: { method: POST, path: /orders }
          response: { status: 201, body: { id: o-1 } }
      expect: { status: completed }

      """)
  }
}
