import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `flowctl graph`: flows as pictures.
@Suite(.timeLimit(.minutes(10))) struct `Graphs` {
  private static let formats = ["mermaid", "dot", "svg"]

  @Test(arguments: formats) func `show a flow with all its ways`(format: String) async throws {
    let shop = try FixtureShop()
    try shop.ways()
    let result = try await shop.flowctl.run("graph", "ways", "--format", format)
    try Snapshot.expect(result, named: "graph-ways-\(format)", in: shop.flowctl)
    if format == "svg" { try check(result.output) }
  }

  @Test(arguments: formats) func `show a flow that is shipped`(format: String) async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run("graph", "attest-existing", "--format", format)
    try Snapshot.expect(result, named: "graph-attest-existing-\(format)", in: flowctl)
    if format == "svg" { try check(result.output) }
  }

  @Test(arguments: formats) func `mark what no fixture reaches`(format: String) async throws {
    let shop = try FixtureShop()
    try shop.ways()
    let result = try await shop.flowctl.run("graph", "ways", "--coverage", "--format", format)
    try Snapshot.expect(result, named: "graph-coverage-\(format)", in: shop.flowctl)
    if format == "svg" { try check(result.output) }
  }

  @Test(arguments: formats) func `mark the way that a run took`(format: String) async throws {
    let shop = try FixtureShop()
    try shop.flow("asking", Self.asking)
    let run = try await shop.flowctl.run("run", "asking", "--id", "r-1")
    #expect(run.status == 3, "\(run.error)")
    let waiting = try await shop.flowctl.run("graph", "--run", "r-1", "--format", format)
    try Snapshot.expect(waiting, named: "graph-run-\(format)", in: shop.flowctl)
    if format == "svg" { try check(waiting.output) }
  }

  @Test func `of a run are those of its definition, also when it has ended`() async throws {
    let shop = try FixtureShop()
    try shop.flow("asking", Self.asking)
    _ = try await shop.flowctl.run("run", "asking", "--id", "r-1")
    try shop.flow("asking", "- other: { set: { size: 1 } }")
    let answer = try await shop.flowctl.run(
      "answer", "r-1", "paper", "--input", #"{"color":"red"}"#)
    #expect(answer.status == 1, "\(answer.error)")
    let graph = try await shop.flowctl.run("graph", "asking", "--run", "r-1", "--format", "dot")
    #expect(graph.status == 0, "\(graph.error)")
    #expect(graph.output.contains("run r-1, faulted"))
    #expect(graph.output.contains(#"label="failing"#))
    #expect(!graph.output.contains("other"))
  }

  @Test func `of what is not there are refused as elsewhere`() async throws {
    let shop = try FixtureShop()
    try shop.ways()
    try Snapshot.expect(
      await shop.flowctl.run("graph", "wags"), named: "graph-unknown-flow", in: shop.flowctl)
    try Snapshot.expect(
      await shop.flowctl.run("graph", "--run", "r-9"), named: "graph-unknown-run",
      in: shop.flowctl)
    #expect(try await shop.flowctl.run("graph").status == 2)
    #expect(try await shop.flowctl.run("graph", "--run", "r-9", "--coverage").status == 2)
  }

  /// It counts to two, asks, and fails over the answer.
  private static let asking = """
    - count:
        for: { each: number, in: [ 1, 2 ] }
        do: [ { add: { set: { size: "${ number }" } } } ]
    - ask:
        try:
          - paper: { call: prompt, with: { form: shop.paper } }
        catch: { do: [ { lost: { set: { size: 0 } } } ] }
    - failing: { raise: { error: { type: "https://shop.example/failed", status: 500 } } }
    """

  /// It is XML, it draws no text outside, and it holds no script.
  private func check(_ svg: String) throws {
    let document = try XMLDocument(xmlString: svg)
    let root = try #require(document.rootElement())
    #expect(root.name == "svg")
    #expect(try document.nodes(forXPath: "//*[local-name()='script']").isEmpty)
    let box = try #require(document.nodes(forXPath: "/*/@viewBox").first?.stringValue)
    #expect(box.split(separator: " ").compactMap { Double($0) }.count == 4)
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}
