import FlowEngine
import FlowValue
import Foundation
import Testing

/// The commands around a run, on a flow that needs no plugin.
@Suite struct `Commands` {
  private func flowctl() throws -> Flowctl {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: sample, version: 1.0.0 }
      evaluate: { language: lua }
      input: { schema: { document: { type: object, properties: { name: { type: string } } } } }
      do:
        - greet: { set: { greeting: "${ 'Hello, ' .. input.name }" } }
      """)
    return flowctl
  }

  @Test(arguments: [#"{ "name": "Ada" }"#, "name: Ada\n", "\u{FEFF}{ \"name\": \"Ada\" }"])
  func `input comes from standard input as JSON or YAML`(text: String) async throws {
    let result = try await flowctl().run(
      "run", "sample", "--output", "json", "--input", "-", input: text)
    #expect(result.status == 0, "\(result.error)")
    #expect(try FlowValue(json: result.output)["output"] == ["greeting": "Hello, Ada"])
  }

  @Test func `a value that is set wins over the file's`() async throws {
    let flowctl = try flowctl()
    try flowctl.write("input.yaml", "name: Ada\n")
    let result = try await flowctl.run(
      "run", "sample", "--output", "json", "--input", "input.yaml", "--set", "name=Élise=É")
    #expect(try FlowValue(json: result.output)["output"] == ["greeting": "Hello, Élise=É"])
  }

  @Test func `bytes that are no UTF-8 are refused, never replaced`() async throws {
    let flowctl = try flowctl()
    let file = flowctl.folder.appending(path: "latin1.json")
    try Data([UInt8](#"{ "name": ""#.utf8) + [0xC9] + [UInt8](#"lise" }"#.utf8)).write(to: file)
    let result = try await flowctl.run("run", "sample", "--input", "latin1.json")
    #expect(result.status == 2)
    #expect(result.error.contains("latin1.json is not UTF-8 text"))
  }

  @Test func `a path deeper than any input is refused`() async throws {
    let path = Array(repeating: "a", count: 20_000).joined(separator: ".")
    let result = try await flowctl().run("run", "sample", "--set", path + "=1")
    #expect(result.status == 2)
    #expect(result.error.contains("is no assignment"))
  }

  @Test func `control characters from outside reach no terminal`() async throws {
    let escape = "\u{1B}[31m"
    let flowctl = try flowctl()
    let refused = try await flowctl.run("run", "sample", "--set", "name=1", "--input", "\(escape)x")
    #expect(refused.status == 2)
    let run = try await flowctl.run("run", "sample", "--id", "a", "--set", "name=\(escape)")
    #expect(run.status == 0)
    let shown = try await flowctl.run("show", "a")
    for result in [refused, run, shown] {
      #expect(!(result.output + result.error).contains("\u{1B}"))
    }
    #expect(refused.error.contains("\\u{1b}[31mx"))
  }

  @Test func `runs lists, show shows, resume tells how it ended, cancel comes too late`()
    async throws
  {
    let flowctl = try flowctl()
    let none = try await flowctl.run("runs")
    #expect(none.status == 0 && none.output.isEmpty && none.error.contains("no runs yet"))
    let run = ["run", "sample", "--id", "one", "--set", "name=Ada", "--output", "json"]
    let first = try await flowctl.run(run)
    let report = try FlowValue(json: first.output)

    let listed = try FlowValue(json: try await flowctl.run("runs", "--output", "json").output)
    #expect(listed.array?.count == 1)
    #expect(listed.array?.first?["status"] == "completed")
    let waiting = try await flowctl.run("runs", "--status", "waiting")
    #expect(waiting.output.isEmpty && waiting.error.contains("no runs in that phase"))

    let shown = try FlowValue(json: try await flowctl.run("show", "one", "--output", "json").output)
    #expect(shown["output"] == report["output"])
    #expect(shown["journal"]?.array?.map { $0["kind"] } == ["started", "ended"])

    let resumed = try await flowctl.run("resume", "one", "--output", "json")
    #expect(resumed.status == 0)
    #expect(try FlowValue(json: resumed.output) == report)
    #expect(try await flowctl.run(run).output == first.output)
    #expect(try await flowctl.run(["run", "sample", "--id", "one"]).status == 2)
    #expect(try await flowctl.run("cancel", "one").status == 2)
  }

  @Test func `doctor leaves a new home alone, and exits 5 where something is wrong`() async throws {
    let flowctl = try flowctl()
    let healthy = try await flowctl.run("doctor")
    #expect(healthy.status == 0)
    #expect(!FileManager.default.fileExists(atPath: flowctl.home.path))
    try flowctl.write("flows/broken/workflow.yaml", "do: [\n")
    let sick = try await flowctl.run("doctor", "--output", "json")
    #expect(sick.status == 5)
    let findings = try FlowValue(json: sick.output).array ?? []
    #expect(findings.first { $0["subject"] == "flow broken" }?["verdict"] == "problem")
    #expect(findings.first { $0["subject"] == "flow sample" }?["verdict"] == "ok")
  }

  @Test func `a secret is stored whole, shown, listed without its text, and removed`() async throws
  {
    let flowctl = try flowctl()
    let text = "-----BEGIN-----\nkey\n-----END-----"
    let set = try await flowctl.run(
      "secret", "set", "desk", "--origin", "https://a.example", input: text + "\n")
    #expect(set.status == 0)
    #expect(try await flowctl.run("secret", "show", "desk").output == text + "\n")
    let listed = try await flowctl.run("secret", "list")
    #expect(listed.output.contains("desk") && listed.output.contains("https://a.example"))
    #expect(!listed.output.contains("BEGIN"))
    #expect(try await flowctl.run("secret", "rm", "desk").status == 0)
    #expect(try await flowctl.run("secret", "show", "desk").status == 2)
    let empty = try await flowctl.run("secret", "set", "desk", input: "")
    #expect(empty.status == 2 && empty.error.contains("nothing was stored"))
  }

  @Test func `commands that are suggested name the home, the configuration and the profile`()
    async throws
  {
    let flowctl = try flowctl()
    try flowctl.write("other.yaml", "profile: bare\nprofiles: { bare: {}, spare: {} }\n")
    let result = try await flowctl.run(
      "run", "sample", "--id", "a", "--set", "name=Ada", "--config", "other.yaml",
      "--profile=spare")
    #expect(result.status == 0)
    let look = try #require(result.output.firstMatch(of: /FLOWCTL_HOME=(\S+) \S+ show (.*)/))
    #expect(look.1 == flowctl.home.path)
    #expect(look.2 == "--config other.yaml --profile spare a")
  }
}
