import FlowValue
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A file that a run saves, at the command line` {
  private func flowctl(copy: Bool = true) throws -> Flowctl {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/letter/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: letter, version: 1.0.0 }
      evaluate: { language: lua }
      do: [ { write: { set: { n: 1 } } } ]
      """)
    try flowctl.write(
      "flows/letter/hooks.lua",
      """
      return { write = { after = function()
        return flow.save {
          name = "letter.eml", content = "To: Ada\\r\\n\\r\\nGood \\27[31mmorning", copy = \(copy),
          type = "message/rfc822",
        }
      end } }
      """)
    return flowctl
  }

  @Test func `is printed whole where it is to be copied, and its place always`() async throws {
    let flowctl = try flowctl()
    let result = try await flowctl.run("run", "letter", "--id", "one")
    #expect(result.status == 0, "\(result.error)")
    let path = flowctl.home.appending(path: "artifacts/one/letter.eml").path
    #expect(result.output.contains("To: Ada\n\nGood \\u{1b}[31mmorning\n"))
    #expect(result.output.contains("saved: \(path) (message/rfc822)"))
    #expect(!result.output.contains("\u{1B}") && !result.error.contains("\u{1B}"))
    let again = try await flowctl.run("run", "letter", "--id", "one")
    #expect(again.output.contains("saved: \(path)") && !again.output.contains("To: Ada"))
    let shown = try await flowctl.run("show", "one")
    #expect(shown.output.contains("artifacts\n  \(path)  message/rfc822\n"))
  }

  @Test func `is only named where it is not to be copied, and in JSON`() async throws {
    let plain = try await flowctl(copy: false).run("run", "letter")
    #expect(plain.output.contains("saved: ") && !plain.output.contains("To: Ada"))
    let json = try await flowctl().run("run", "letter", "--output", "json")
    let artifacts = try FlowValue(json: json.output)["artifacts"]?.array ?? []
    #expect(artifacts.map { $0["name"] } == ["letter.eml"])
    #expect(!json.output.contains("To: Ada") && !json.error.contains("To: Ada"))
  }

  @Test func `goes to the clipboard of a terminal`() async throws {
    let flowctl = try flowctl()
    let terminal = try flowctl.atTerminal("run", "letter", "--lang", "en")
    let text = Data("To: Ada\r\n\r\nGood \u{1B}[31mmorning".utf8).base64EncodedString()
    try await terminal.see("\u{1B}]52;c;\(text)\u{07}")
    try await terminal.see("saved: ")
    #expect(await terminal.finish().status == 0)
  }
}
