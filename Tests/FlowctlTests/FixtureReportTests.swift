import FlowEngine
import FlowValue
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `flowctl test`: nothing that a fixture holds can look like a line of a report.
@Suite(.timeLimit(.minutes(10))) struct `Reports of fixtures` {
  private typealias Shop = FixtureShop

  @Test func `have each title in a line of its own`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "forged", of: "order",
      Shop.good.replacing("An order is placed", with: #""One\n  ok    Two\r\t""#))
    let result = try await shop.test("order")
    #expect(result.output.contains(#"  ok    One\u{a}  ok    Two\u{d}"#), "\(result.output)")
    #expect(!result.output.contains("\n  ok    Two"))
  }

  @Test func `say in JUnit of which type a failure is`() async throws {
    let shop = try Shop()
    let wrong = Shop.good.replacing("{ id: o-1 }\n", with: "{ id: x }\n")
    try shop.fixture("wrong", of: "order", wrong)
    try shop.fixture("unusable", of: "order", "expect: 3\n")
    let result = try await shop.test("--output", "junit", "order")
    let document = try XMLDocument(xmlString: result.output)
    for (element, type) in [("failure", "failed"), ("error", "unusable")] {
      let found = try #require(try document.nodes(forXPath: "//\(element)").first as? XMLElement)
      #expect(found.attribute(forName: "type")?.stringValue == type)
    }
  }

  @Test func `hold in TAP only characters that YAML can hold`() async throws {
    let shop = try Shop()
    try shop.fixture(
      "wrong", of: "order",
      Shop.good.replacing("{ id: o-1 }\n", with: "{ id: \"a\\uFFFF\\x85\\u2028\\x7f\" }\n")
        .replacing("An order is placed", with: #""A\uFFFF\x85\u2028B""#))
    let result = try await shop.test("--output", "tap", "order")
    let odd: Set<Unicode.Scalar> = ["\u{FFFF}", "\u{85}", "\u{2028}", "\u{7F}"]
    #expect(!result.output.unicodeScalars.contains { odd.contains($0) })
    #expect(result.output.contains(#"A\\u{ffff}\\u{85}\\u{2028}B"#), "\(result.output)")
    let block = try #require(result.output.firstMatch(of: /(?s)  ---\n(.*?)  \.\.\.\n/))
    let value = try FlowEngine.readDocument(String(block.1), file: "block")
    #expect(value["failures"] != nil)
  }

  @Test func `count a fixture once that is named with its flow`() async throws {
    let shop = try Shop()
    try shop.fixture("good", of: "order", Shop.good)
    let result = try await shop.test("flows/order/fixtures/good.yaml", "order", "flows/order")
    #expect(result.output == "order\n  ok    An order is placed\n1 passed\n")
  }
}
