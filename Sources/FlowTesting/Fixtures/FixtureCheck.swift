package import FlowEngine
package import Foundation

/// What is wrong with the fixtures of some folders, without running them.
package struct FixtureCheck {
  /// What is wrong with them, or with the flows that they test.
  package private(set) var diagnostics: [Diagnostic] = []
  /// How many fixtures there are.
  package private(set) var count = 0

  /// Looks at the fixtures in the folders and below.
  ///
  /// - Throws: `EngineError` if a fixture cannot be read.
  package init(_ folders: [URL], options: EngineOptions) throws {
    for source in FixtureFinder(options).sources(below: folders) {
      count += 1
      let text = try source.text()
      do {
        diagnostics += try Self.diagnostics(source.subject(text), text)
      } catch let error as DefinitionError {
        diagnostics += error.diagnostics
      } catch let error as EngineError {
        diagnostics += Self.diagnostics(error, SourceText(text, file: source.file), text)
      }
    }
  }

  /// A fixture whose flow is not found.
  private static func diagnostics(
    _ error: EngineError, _ source: SourceText, _ text: String
  ) -> [Diagnostic] {
    let flow = (try? YAMLDocument.read(source, text: text, tags: FixtureReader.tags))?["flow"]
    var findings = Findings(source: source)
    findings.report(
      .unknownWorkflow, at: flow?.location ?? source.location(line: 1, column: 1),
      error.description, hint: error.hint)
    return findings.diagnostics
  }

  /// An input that the flow refuses is meant only where a refusal is expected.
  private static func diagnostics(_ subject: FixtureSubject, _ text: String) -> [Diagnostic] {
    let fixture = subject.fixture
    guard fixture.expect.status.value != .refused,
      let schema = subject.workflows.first?.input.schema
    else { return [] }
    let source = SourceText(text, file: fixture.file)
    let root = try? YAMLDocument.read(source, text: text, tags: FixtureReader.tags)
    let place = root?["input"] ?? root?["set"] ?? root?["expect"]
    var findings = Findings(source: source)
    for found in schema.violations(of: fixture.input) {
      let written = root?["input"]?.node(at: found.pointer)
      findings.report(
        .badArgument, at: (written ?? place)?.location ?? source.location(line: 1, column: 1),
        "the input of the flow: \(found)",
        hint: "expect 'refused' where the flow shall refuse it")
    }
    return findings.diagnostics
  }
}
