import FlowEngine
import FlowValue

/// A report in the Test Anything Protocol, version 14: a plan, a line for each fixture, and a block
/// of YAML under each that did not pass.
///
/// Source of the format: https://testanything.org/tap-version-14-specification.html (sections
/// "Plan", "Test Points", "Escaping" and "YAML Diagnostics")
package struct TAPReport: Sendable {
  private let report: FixtureReport

  /// The lines of a report.
  package init(_ report: FixtureReport) { self.report = report }

  /// The whole stream.
  package var text: String {
    let points = report.outcomes.enumerated().map { point($0 + 1, $1) }
    return (["TAP version 14", "1..\(report.outcomes.count)"] + points).joined(separator: "\n")
  }

  private func point(_ number: Int, _ outcome: FixtureOutcome) -> String {
    let verdict = outcome.verdict == .passed ? "ok" : "not ok"
    let line = "\(verdict) \(number) - \("\(outcome.flow): \(outcome.title)".tapDescription)"
    guard outcome.verdict != .passed else { return line }
    return ([line] + diagnostics(outcome).map { "  " + $0 }).joined(separator: "\n")
  }

  private func diagnostics(_ outcome: FixtureOutcome) -> [String] {
    var lines = [
      "---", "message: \(quoted(outcome.failures.first?.subject ?? outcome.lines.first ?? ""))",
      "severity: \(outcome.verdict == .failed ? "fail" : "error")",
      "file: \(quoted(outcome.file))",
      "duration_ms: \(Int(outcome.duration / .milliseconds(1)))",
    ]
    if outcome.error != nil { lines += list("error", outcome.lines) }
    if !outcome.failures.isEmpty { lines.append("failures:") }
    for failure in outcome.failures { lines += self.lines(failure) }
    return lines + ["..."]
  }

  private func lines(_ failure: FixtureFailure) -> [String] {
    var lines = ["- subject: \(quoted(failure.subject))"]
    if let place = failure.location {
      lines.append(
        "  at: { file: \(quoted(place.file)), line: \(place.line), column: \(place.column) }")
    }
    if let expected = failure.expected { lines.append("  wanted: \(quoted(expected))") }
    if let actual = failure.actual { lines.append("  found: \(quoted(actual))") }
    if !failure.details.isEmpty { lines += list("details", failure.details).map { "  " + $0 } }
    return lines
  }

  private func list(_ name: String, _ texts: [String]) -> [String] {
    ["\(name):"] + texts.map { "- \(quoted($0))" }
  }

  /// A text as YAML's double quotes hold it, which JSON's are a part of.
  private func quoted(_ text: String) -> String { YAMLWriter.json(.string(text.inOneLine)) }
}

extension String {
  /// The text with what is no plain character written out, so that no line of the stream is broken.
  fileprivate var inOneLine: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      let isPlain = YAMLWriter.isPlain(scalar) || scalar == "\n"
      text += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// The text as a description: a number sign would begin a directive.
  fileprivate var tapDescription: String {
    inOneLine.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
      .replacing("\n", with: " ")
  }
}
