import FlowEngine
import FlowValue
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `flowctl test`: what it says of fixtures that pass, fail, and are no fixtures.
@Suite(.timeLimit(.minutes(10))) struct `Fixtures` {
  private typealias Shop = FixtureShop

  @Test func `that pass are a line each`() async throws {
    let shop = try Shop()
    try shop.fixture("good", of: "order", Shop.good)
    try shop.fixture(
      "patient", of: "patient",
      "title: A month is over at once\nexpect: { output: { count: 7 }, tasks: [ pause, stock ] }\n")
    try Snapshot.expect(await shop.test(), named: "fixtures-passed", in: shop.flowctl)
    // Nothing of the user's was touched.
    #expect(!FileManager.default.fileExists(atPath: shop.flowctl.home.path))
  }

  @Test func `that fail say the place, what was expected and what came`() async throws {
    let shop = try Shop()
    let wrong = Shop.good.replacing(
      "output: { id: o-1 }\n", with: "output: !exact { id: o-2, color: red }\n"
    ).replacing("[ stock, …, order ]", with: "[ stock, order ]")
      .replacing(
        "never: [ { http: DELETE * } ]",
        with: "never: [ { http: GET /st* }, { http: DELETE * } ]"
      ).replacing(
        "effects: [ { http: POST /orders, body: { size: 3 } } ]",
        with: "effects: [ { http: GET /stock }, { http: POST /orders, body: { size: 4 } } ]")
    try shop.fixture("wrong", of: "order", wrong)
    try Snapshot.expect(await shop.test("order"), named: "fixtures-failed", in: shop.flowctl)
  }

  @Test func `that end otherwise say why the run stands as it does`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "unasked", of: "order",
      Shop.good.replacing("answers: { paper: [ { color: red } ] }\n", with: ""))
    try shop.fixture(
      "refused", of: "order",
      Shop.good.replacing("color: red", with: "color: green"))
    try shop.fixture(
      "faulted", of: "order",
      Shop.good.replacing("expect:\n  status: completed", with: "expect:\n  status: faulted"))
    try Snapshot.expect(await shop.test("order"), named: "fixtures-otherwise", in: shop.flowctl)
  }

  @Test(arguments: [
    ("another-body", "body: { size: 3 } }\n    response", "body: { size: 4 } }\n    response"),
    ("another-path", "path: /orders", "path: /orders/*/lines"),
    ("used-up", "times: any", "times: 1"),
  ])
  func `a call that nobody answers names the nearest mock`(
    name: String, old: String, new: String
  ) async throws {
    let shop = try Shop()
    try shop.flow(
      "order",
      """
      - stock: { call: shop.stock, with: {} }
      - again: { call: shop.stock, with: {} }
      - order: { call: shop.order, with: { size: "${ workflow.input.size }" } }
      """)
    try shop.fixture(
      name, of: "order",
      Shop.good.replacing("answers: { paper: [ { color: red } ] }\n", with: "")
        .replacing(old, with: new))
    try Snapshot.expect(
      await shop.test("order"), named: "fixtures-call-\(name)", in: shop.flowctl)
  }

  @Test func `that are wrong are refused as a compiler does it`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "wrong", of: "order",
      """
      titel: An order
      clock: yesterday
      simulate: [ shp ]
      input: !exact { size: 3 }
      http:
        - request: { method: GET, path: stock }
          response: { status: 200 }
        - request: { method: GET, path: /stock }
      meanwhile: [ { after: 3 days, simulator: shop, command: [ open ] } ]
      answers: { papre: [ { color: red } ] }
      expect:
        status: done
        tasks: [ stcok, … ]
        never: [ { http: DELETE } ]

      """)
    try Snapshot.expect(await shop.test(), named: "fixtures-wrong", in: shop.flowctl)
    for code in ["FE0601", "FE0602", "FE0603", "FE0604"] {
      #expect(try await shop.flowctl.run("explain", code).status == 0)
    }
  }

  @Test func `answers are checked by their form`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "asked", of: "order",
      Shop.good.replacing(
        "[ { color: red } ]",
        with: "[ !refused { fields: [ color ], answer: { color: green } }, { color: blue } ]"))
    #expect(try await shop.test("order").status == 0)
    try shop.fixture(
      "asked", of: "order",
      Shop.good.replacing(
        "[ { color: red } ]", with: "[ !refused { fields: [ color ], answer: { color: red } } ]"))
    let result = try await shop.test("order")
    #expect(result.status == 1)
    #expect(result.output.contains("expected: refused for color"))
    #expect(result.output.contains("actual:   taken"))
  }

  @Test func `simulators answer with secrets of their own, whatever the environment has`()
    async throws
  {
    let shop = try Shop(environment: [
      "FLOWCTL_SECRET_SHOP_KEY": "real", "FLOWCTL_SHOP_BASE_URL": "https://real.example",
    ])
    let simulated = """
      input: { size: 3 }
      answers: { paper: [ { color: red } ] }
      expect: { output: !exact { size: 3 } }

      """
    try shop.fixture("simulated", of: "order", simulated)
    #expect(try await shop.test("order", "--crash").status == 0)
    try shop.fixture(
      "simulated", of: "order", "secrets: { shop: { key: \"${sandbox}-wrong\" } }\n" + simulated)
    #expect(try await shop.test("order").status == 1)
  }

  @Test func `as JUnit's XML are read by build servers`() async throws {
    let shop = try Shop()
    try shop.fixture("good", of: "order", Shop.good)
    try shop.fixture(
      "wrong", of: "order", Shop.good.replacing("{ id: o-1 }\n", with: "{ id: \"<&\\\">\" }\n"))
    try shop.fixture("unusable", of: "order", "expect: 3\n")
    let result = try await shop.test("--output", "junit")
    #expect(result.status == 2)
    let document = try XMLDocument(xmlString: result.output)
    let root = try #require(document.rootElement())
    #expect(root.attribute(forName: "tests")?.stringValue == "3")
    #expect(root.attribute(forName: "failures")?.stringValue == "1")
    #expect(root.attribute(forName: "errors")?.stringValue == "1")
    let failure = try #require(try document.nodes(forXPath: "//failure").first)
    #expect(failure.stringValue?.contains(#"expected: "<&\">""#) == true)
  }

  @Test func `as JSON are read by programs, in order whatever runs at once`() async throws {
    let shop = try Shop()
    for number in 1...6 {
      try shop.fixture(
        "f\(number)", of: "order",
        Shop.good.replacing("An order is placed", with: "Order \(number)"))
    }
    let result = try await shop.test("--output", "json", "--parallel", "4", "--filter", "order")
    #expect(result.status == 0)
    let report = try FlowValue(json: result.output)
    #expect(report["passed"] == 6)
    #expect(
      report["fixtures"]?.array?.compactMap { $0["title"]?.string }
        == (1...6).map { "Order \($0)" })
    let filtered = try await shop.test("--output", "json", "--filter", "ORDER 3")
    #expect(try FlowValue(json: filtered.output)["passed"] == 1)
    #expect(try await shop.test("--filter", "nothing").status == 2)
  }

  @Test func `in TAP are read by harnesses`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "good", of: "order",
      Shop.good.replacing("An order is placed", with: "\"Order #1 is placed\""))
    try shop.fixture(
      "wrong", of: "order", Shop.good.replacing("{ id: o-1 }\n", with: "{ id: \"o-#2\" }\n"))
    try shop.fixture("unusable", of: "order", "expect: 3\n")
    let result = try await shop.test("--output", "tap")
    let timeless = Flowctl.Result(
      status: result.status,
      output: result.output.replacing(/duration_ms: \d+/, with: "duration_ms: N"),
      error: result.error)
    try Snapshot.expect(timeless, named: "fixtures-tap", in: shop.flowctl)
    // Each block of diagnostics is a document that any reader of YAML takes.
    let blocks = result.output.matches(of: /(?s)  ---\n(.*?)  \.\.\.\n/)
    #expect(blocks.count == 2)
    for block in blocks {
      let value = try FlowEngine.readDocument(String(block.1), file: "block")
      #expect(value["message"]?.string != nil)
    }
  }

  @Test func `that are not there are an error of usage`() async throws {
    let shop = try Shop()
    for arguments in [[], ["order"], ["nothing"]] {
      #expect(try await shop.flowctl.run(["test"] + arguments).status == 2)
    }
  }
}

/// `flowctl test --crash`: fixtures again, killed at every entry.
@Suite(.timeLimit(.minutes(15))) struct `Fixtures with crashes` {
  @Test func `end as they do without`() async throws {
    let shop = try FixtureShop()
    try shop.fixture("good", of: "order", FixtureShop.good)
    let result = try await shop.test("--crash", "--output", "json")
    #expect(result.status == 0, "\(result.output)")
    let crashes = try FlowValue(json: result.output)["fixtures"]?.array?.first?["crashes"]?.integer
    // Five entries after the start; a moment that leaves the same behind as the one before is left out.
    #expect(crashes == 10)
  }

  @Test(arguments: ["mocks", "simulator"])
  func `find a write that is done twice`(world: String) async throws {
    let shop = try FixtureShop()
    let mocks = """
      simulate: []
      http:
        - request: { method: POST, path: /orders }
          response: { status: 201, body: { id: o-1 } }
          times: any

      """
    try shop.fixture(
      "careless", of: "careless",
      "title: Orders without an id\n\(world == "mocks" ? mocks : "")expect: { status: completed }\n"
    )
    #expect(try await shop.test("careless").status == 0)
    try Snapshot.expect(
      await shop.test("careless", "--crash"), named: "fixtures-crash-\(world)", in: shop.flowctl)
  }

  /// The whole of `flowctl test --crash` is for people: it takes many minutes.
  @Test(arguments: [
    "attest-new/fixtures/example.yaml", "attest-existing/fixtures/lost-answer.yaml",
    "confirm-order/fixtures/order-lost-listed-late.yaml",
    "invite-direct/fixtures/refused-again.yaml",
    "verify-acceptance/fixtures/ambiguous-name.yaml",
    "examples/contoso/fixtures/crm-lost.yaml",
  ])
  func `of flows that are shipped lose and repeat nothing`(fixture: String) async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run("test", "--crash", "flows/" + fixture)
    #expect(result.status == 0, "\(result.output)\(result.error)")
  }
}

/// The fixtures of the flows that are shipped.
@Suite(.timeLimit(.minutes(15))) struct `Shipped fixtures` {
  @Test func `pass, and reach every step and branch of the flows`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run(
      "test", "--coverage", "--output", "json", "flows",
      "flows/examples/contoso/fixtures/crm.yaml",
      "flows/examples/contoso/fixtures/generic-mailbox.yaml",
      "flows/examples/contoso/fixtures/own-words.yaml")
    let report = try FlowValue(json: result.output)
    let failed = (report["fixtures"]?.array ?? []).filter { $0["verdict"] != "passed" }
    #expect(failed.isEmpty && result.status == 0, "\(result.error)")
    let flows = try #require(report["coverage"]?.array)
    for name in [
      "attest-existing", "attest-new", "confirm-order", "invite-direct", "verify-acceptance",
    ] {
      // Contoso's plugin is around the same flows, and its fixtures reach less of them.
      let file = "flows/\(name)/workflow.yaml"
      let missed = flows.first { $0["file"] == .string(file) }?["missed"]?.array
      #expect(missed?.compactMap { $0["text"]?.string } == [], "\(name)")
    }
  }
}
