import FlowValue
import Foundation
import Testing

/// A run that is looked at, step by step.
@Suite(.timeLimit(.minutes(15))) struct `Traces` {
  private static let tasks = """
    - count: { call: desk.count, output: { as: "${ { papers = this.count } }" } }
    - size:
        switch:
          - few: { when: "${ this.papers < 5 }", then: end }
          - many: { when: "${ this.papers > 5 }", then: order }
    - skipped: { if: "${ false }", set: { never: true } }
    - order: { call: prompt, with: { form: desk.order } }
    - each:
        for: { each: tag, in: "${ { 'a', 'b' } }" }
        do: [ { label: { set: { tag: "${ tag }" } } } ]
    """

  private static let hooks = """
    local function stamp(word)
      local line = word .. "!"
      return { line = line, id = flow.uuid() }
    end

    return {
      count = {
        before = function()
          local name, token = "count", flow.secret("password")
          local stamped = stamp(name)
          return { by = stamped.line }
        end,
      },
    }
    """

  /// A desk with the run `r`, which has been answered.
  private static func traced() async throws -> Desk {
    let desk = try Desk()
    try desk.flow("traced", tasks)
    let file = desk.flowctl.folder.appending(path: "flows/traced/workflow.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try desk.flowctl.write(
      "flows/traced/workflow.yaml",
      text.replacing(
        "do:\n  - count", with: "permissions: { secrets: [ password ] }\ndo:\n  - count"))
    try desk.flowctl.write("flows/traced/hooks.lua", hooks)
    #expect(try await desk.flowctl.run("run", "traced", "--id", "r").status == 3)
    let answered = try await desk.flowctl.run("answer", "r", "--input", Desk.answer.json)
    #expect(answered.status == 0, "\(answered.error)")
    return desk
  }

  @Test func `tell each task, hook, condition and effect in their order`() async throws {
    let desk = try await Self.traced()
    let whole = try await desk.flowctl.run("trace", "r")
    #expect(whole.status == 0)
    try Snapshot.expect(whole, named: "trace", in: desk.flowctl)
    let lines = try await desk.flowctl.run("trace", "r", "--output", "jsonl")
    let moments = try lines.output.split(separator: "\n").map { try FlowValue(json: String($0)) }
    #expect(
      moments.map { $0["kind"] } == [
        "started", "answered", "answered", "asked", "answered", "ended",
      ])
    let steps = moments[2]["steps"]?.array ?? []
    #expect(
      steps.first { $0["step"] == "branch" }?["branch"] == "the case 'many'")
    #expect(
      steps.filter { $0["step"] == "test" }.map { $0["value"] } == [false, true])
    let object = try await desk.flowctl.run("trace", "r", "--output", "json")
    #expect(try FlowValue(json: object.output)["moments"]?.array?.count == moments.count)
  }

  @Test func `show the state around an entry, and the variables of the scripts that wait`()
    async throws
  {
    let desk = try await Self.traced()
    let one = try await desk.flowctl.run("trace", "r", "--at", "1")
    #expect(one.status == 0)
    try Snapshot.expect(one, named: "trace-at", in: desk.flowctl)
    let none = try await desk.flowctl.run("trace", "r", "--at", "99")
    #expect(none.status == 2)
    #expect(none.error.contains("there are 0 to 5"))
  }

  @Test func `are walked with keys, without a terminal too`() async throws {
    let desk = try await Self.traced()
    let walked = try await desk.flowctl.run(
      ["trace", "r", "--step"], input: "n\nl\nb\nb\n5\nx\n\nq\n")
    #expect(walked.status == 0)
    try Snapshot.expect(walked, named: "trace-step", in: desk.flowctl)
    let session = try desk.flowctl.atTerminal("trace", "r", "--step", "--at", "1")
    try await session.see("[1/5] n, b, s, l, q> ")
    try session.type("l")
    try await session.see("    line = \"count!\"\n")
    try session.pressControlD()
    #expect(await session.finish().status == 0)
  }

  @Test func `tell what a retry took back`() async throws {
    let desk = try Desk()
    try desk.flow("stamp", "- stamp: { call: desk.stamp }")
    #expect(try await desk.flowctl.run("run", "stamp", "--id", "r").status == 1)
    #expect(try await desk.flowctl.run("retry", "r").status == 0)
    let traced = try await desk.flowctl.run("trace", "r")
    #expect(traced.status == 0)
    try Snapshot.expect(traced, named: "trace-retried", in: desk.flowctl)
  }

  @Test func `of the sandbox show no secret, and replay`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let run = try await flowctl.run(
      "run", "attest-new", "--id", "r", "--output", "json", "--input", SandboxWorld.example.json)
    #expect(run.status == 0)
    let output = try FlowValue(json: run.output)["output"]
    let name = try #require(output?["adminPassword"]?["secret"]?.string)
    let password = try await flowctl.run("secret", "show", name).output
    #expect(try await flowctl.run("replay", "r").status == 0)
    #expect(try await flowctl.run("replay", "r", "--with", "attest-new").status == 0)
    let steps = String(repeating: "l\nn\n", count: 60)
    for arguments in [["--output", "json"], ["--step"]] {
      let trace = try await flowctl.run(["trace", "r"] + arguments, input: steps)
      #expect(trace.status == 0, "\(trace.error.suffix(300))")
      #expect(trace.output.contains("attestation"))
      #expect(!trace.output.contains(password.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }
}
