import FlowEngine
import FlowValue
import Foundation
import Testing

/// The examples in README: Swift that is compiled and Lua that runs as they stand there.
@Suite struct `Readme` {
  /// Not called: that it compiles is what counts.
  private static func example() async throws {
    // begin
    let engine = try await FlowEngine(EngineOptions())
    let run = try await engine.start("attest-new", input: ["company": ["name": "Contoso Lyon SAS"]])
    print("run \(run.id)")
    let report = try await run.finish()
    for prompt in report.prompts {
      print(prompt.task, prompt.title, prompt.fields.map(\.name))
    }
    if report.prompts.isEmpty {
      print(report.value.prettyJSON)
    }
    // Later, in any process: `engine.answer(id, task:, with:)`, and one pass over what is due.
    let pass = try await engine.work()
    print(pass.reports.count, "runs went on,", pass.failures.count, "could not")
    await engine.close()
    // end
  }

  @Test func `the example of the library is the code that is compiled here`() throws {
    let file = URL(filePath: #filePath)
    let source = try String(contentsOf: file, encoding: .utf8)
    let body = try #require(source.firstMatch(of: /\/\/ begin\n((?s).*?) *\/\/ end/)).1
    let compiled = body.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
    let readme = try String(
      contentsOf: file.appending(path: "../../../README.md").standardizedFileURL, encoding: .utf8)
    let shown = try #require(readme.firstMatch(of: /```swift\n((?s).*?)\n```/)).1
    #expect(compiled == shown)
  }

  @Test func `the hooks are those of the example`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let hooks = try String(
      contentsOf: root.appending(path: "flows/examples/contoso/hooks.lua"), encoding: .utf8)
    let shown = try #require(readme.firstMatch(of: /```lua\n((?s).*?)\n```/)).1
    #expect(hooks.contains(shown))
  }
}
