import FlowValue

/// A report in the XML that build servers read: a suite for each flow, a case for each fixture.
///
/// Source of the format: https://github.com/testmoapp/junitxml
package struct JUnitReport: Sendable {
  private let report: FixtureReport

  /// The XML of a report.
  package init(_ report: FixtureReport) { self.report = report }

  /// The whole document.
  package var xml: String {
    var flows: [String] = []
    for outcome in report.outcomes where !flows.contains(outcome.flow) {
      flows.append(outcome.flow)
    }
    let suites = flows.map { flow in
      suite(flow, report.outcomes.filter { $0.flow == flow })
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(totals(report.outcomes))>
      \(suites.joined(separator: "\n"))
      </testsuites>
      """
  }

  private func suite(_ flow: String, _ outcomes: [FixtureOutcome]) -> String {
    """
      <testsuite name="\(flow.xml)" \(totals(outcomes))>
    \(outcomes.map(testCase).joined(separator: "\n"))
      </testsuite>
    """
  }

  private func testCase(_ outcome: FixtureOutcome) -> String {
    let head =
      #"    <testcase name="\#(outcome.title.xml)" classname="\#(outcome.flow.xml)""#
      + #" file="\#(outcome.file.xml)" time="\#(outcome.duration.text)""#
    guard outcome.verdict != .passed else { return head + "/>" }
    let element = outcome.verdict == .failed ? "failure" : "error"
    let message = outcome.failures.first?.subject ?? outcome.lines.first ?? ""
    return """
      \(head)>
            <\(element) type="\(outcome.verdict.rawValue)" message="\(message.xml)">\(outcome.lines.map(\.xml).joined(separator: "\n"))</\(element)>
          </testcase>
      """
  }

  private func totals(_ outcomes: [FixtureOutcome]) -> String {
    let failures = outcomes.count { $0.verdict == .failed }
    let errors = outcomes.count { $0.verdict == .unusable }
    let time = outcomes.reduce(Duration.zero) { $0 + $1.duration }
    return
      #"tests="\#(outcomes.count)" failures="\#(failures)" errors="\#(errors)" time="\#(time.text)""#
  }
}

extension Duration {
  /// Seconds with three digits.
  fileprivate var text: String {
    let milliseconds = Int(self / .milliseconds(1))
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
