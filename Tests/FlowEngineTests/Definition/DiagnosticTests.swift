import Testing

@testable import FlowEngine

struct DiagnosticTests {
  @Test(arguments: BadExample.all)
  func `a bad file is refused with place, line, caret and hint`(_ example: BadExample) throws {
    let error = try #require(example.error())
    #expect(error.description == example.rendered)
    #expect(error.diagnostics.contains { $0.code.id == example.code })
  }

  @Test func `every code has a bad example`() {
    // Scripts, fixtures and journals come after a definition was read: the command's snapshots show
    // theirs.
    let elsewhere =
      DiagnosticCode.script + DiagnosticCode.fixture + DiagnosticCode.check + DiagnosticCode.replay
    let shown = Set(BadExample.all.map(\.code) + elsewhere.map(\.id))
    #expect(DiagnosticCode.all.map(\.id).filter { !shown.contains($0) } == [])
  }

  @Test func `no two codes share a number`() {
    let ids = DiagnosticCode.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids == ids.sorted())
  }

  @Test func `a code is found by its number in any case, and explains itself`() throws {
    let code = try #require(DiagnosticCode(id: "fe0102"))
    #expect(
      code.explanation == """
        FE0102: unknown field

        An object has a field that the language does not know. A mistyped field would otherwise be
        ignored silently. Information of your own belongs under `metadata`.

        Wrong:
          - greet:
              set: { a: 1 }
              inptu: { from: "${ context.user }" }

        Right:
          - greet:
              set: { a: 1 }
              input: { from: "${ context.user }" }
        """)
    #expect(DiagnosticCode(id: "FE9999") == nil)
  }

  @Test func `control characters and long lines do not reach the terminal`() {
    let text = "a: \"\u{9B}31m\u{202E}\"\n" + "b: \(String(repeating: "x ", count: 90))[ }\n"
    let source = SourceText(text, file: "f.yaml")
    var findings = Findings(source: source)
    findings.report(.wrongType, at: source.location(line: 1, column: 4), "no")
    findings.report(.wrongType, at: source.location(line: 2, column: 184), "no")
    let lines = findings.diagnostics.map { $0.description.split(separator: "\n") }
    #expect(lines[0][1] == "a: \"\u{FFFD}31m\u{FFFD}\"")
    #expect(lines[1][1].hasPrefix("…") && lines[1][1].count == 64)
    #expect(Array(lines[1][1])[lines[1][2].count - 1] == "[")
  }
}

extension BadExample {
  func error() -> DefinitionError? {
    do throws(DefinitionError) {
      switch kind {
      case .workflow: _ = try read(text, file: "flow.yaml")
      case .manifest: _ = try Manifest.read(text, file: "plugin.yaml", engine: "0.1.0")
      case .configuration: _ = try Configuration.read(text, file: "flowctl.yaml")
      }
      return nil
    } catch {
      return error
    }
  }
}

/// Reads a workflow whose `call` may name `shop.placeOrder`, and whose expressions may not have
/// `=>` in them.
func read(_ text: String, file: String = "flow.yaml") throws(DefinitionError) -> Workflow {
  try DefinitionReader.read(text, file: file, functions: ["shop.placeOrder"]) { expression in
    let lines = expression.source.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let range = line.firstRange(of: "=>") else { continue }
      let column = line[..<range.lowerBound].unicodeScalars.count + 1
      return ExpressionFault(message: "'=>' is no operator", line: index + 1, column: column)
    }
    return nil
  }
}
