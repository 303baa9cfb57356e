import FlowEngine
import FlowValue
import Foundation
import Testing

/// `flowctl check`: what is wrong is told without running anything.
@Suite struct `Checking` {
  @Test(arguments: CheckExample.all)
  func `a rule tells its bad example with place, caret, code and the way out`(
    _ example: CheckExample
  ) async throws {
    let shop = try CheckShop()
    for (file, text) in example.files { try shop.flowctl.write(file, text) }
    let result = try await shop.flowctl.run("check")
    try Snapshot.expect(result, named: "check-" + example.name, in: shop.flowctl)
    for code in example.codes { #expect(result.output.contains("[\(code)]")) }
    #expect(result.status == (result.output.contains(": error: ") ? 2 : 0))
  }

  @Test func `every code of check has a bad example`() {
    let shown = Set(CheckExample.all.flatMap(\.codes))
    #expect(DiagnosticCode.check.map(\.id).filter { !shown.contains($0) } == [])
  }

  @Test func `every code of check is explained with an example wrong and right`() async throws {
    let flowctl = try Flowctl()
    for code in DiagnosticCode.check {
      let result = try await flowctl.run("explain", code.id)
      #expect(
        result.status == 0 && result.output.contains("Wrong:") && result.output.contains("Right:"))
    }
  }

  @Test func `a sound shop is clean`() async throws {
    let result = try await CheckShop().flowctl.run("check", "--strict")
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(result.output == "1 flow and 1 plugin checked: nothing found\n")
  }

  @Test func `what a definition reuses sees the variables of where it is used`() async throws {
    let shop = try CheckShop()
    let head = """
      use:
        retries: { busy: { when: "${ error.status == 503 }", delay: PT1S } }
        errors: { lost: { type: "https://shop.example/lost", status: 404, detail: "${ line }" } }

      """
    let tasks = """
      - lines:
          for: { each: line, in: "${ input.lines }" }
          do:
            - attempt:
                try: [ { order: { call: shop.order, with: { size: 1 } } } ]
                catch: { retry: busy }
            - lost: { if: "${ not input }", raise: { error: lost } }
      """
    try shop.flowctl.write("flows/order/workflow.yaml", CheckShop.flow(tasks, head: head))
    let result = try await shop.flowctl.run("check", "--strict")
    #expect(result.status == 0, "\(result.output)\(result.error)")
  }

  @Test func `the project's own flows and plugins are clean`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run("check", "--strict")
    #expect(result.status == 0, "\(result.output)\(result.error)")
  }

  @Test func `warnings are told and pass, unless --strict is said`() async throws {
    let shop = try CheckShop()
    try shop.flow("- first: { set: { n: 1 }, then: end }\n- second: { set: { n: 2 } }")
    #expect(try await shop.flowctl.run("check").status == 0)
    #expect(try await shop.flowctl.run("check", "--strict").status == 2)
  }

  @Test func `a flow is checked by its name, a plugin by its folder`() async throws {
    let shop = try CheckShop()
    try shop.flow("- first: { call: shop.order, with: { size: large } }")
    let flow = try await shop.flowctl.run("check", "order")
    #expect(flow.status == 2 && flow.output.contains("1 flow checked: 1 error"))
    let plugin = try await shop.flowctl.run("check", "flows/plugins/shop")
    #expect(plugin.status == 0 && plugin.output.contains("1 plugin checked: nothing found"))
    let nowhere = try await shop.flowctl.run("check", "ordre")
    try Snapshot.expect(nowhere, named: "check-nowhere", in: shop.flowctl)
  }

  @Test(arguments: ["json", "sarif"])
  func `programs read what was found`(format: String) async throws {
    let shop = try CheckShop()
    try shop.flow(
      "- first: { call: shop.order, with: { sise: 1 }, then: end }\n- second: { set: { n: 2 } }")
    let result = try await shop.flowctl.run("check", "--output", format)
    try Snapshot.expect(result, named: "check-\(format)", in: shop.flowctl)
  }

  @Test func `SARIF has what the standard wants of a log`() async throws {
    let shop = try CheckShop()
    try shop.flow("- first: { call: shop.order, with: { sise: 1 } }")
    let log = try FlowValue(json: try await shop.flowctl.run("check", "--output", "sarif").output)
    #expect(log["version"] == "2.1.0")
    let run = try #require(log["runs"]?.array?.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
    #expect(run["tool"]?["driver"]?["name"] == "flowctl")
    for result in try #require(run["results"]?.array) {
      let index = try #require(result["ruleIndex"]?.integer)
      #expect(rules[Int(index)]["id"] == result["ruleId"])
      #expect(["error", "warning"].contains(result["level"]?.string))
      #expect(result["message"]?["text"]?.string?.isEmpty == false)
      let place = result["locations"]?.array?.first?["physicalLocation"]
      #expect(place?["artifactLocation"]?["uri"] == "flows/order/workflow.yaml")
      #expect((place?["region"]?["startLine"]?.integer ?? 0) >= 1)
      #expect((place?["region"]?["startColumn"]?.integer ?? 0) >= 1)
    }
  }
}
