import FlowEngine
import FlowValue

/// What came of one execution of a fixture.
struct FixtureObservation: Sendable {
  /// How the run stands; `nil` if none was made.
  var report: RunReport?
  /// The fields for which the input was refused.
  var refused: [String]?
  /// All calls of the run.
  var calls: [SeenCall] = []
  /// The files of the run, in the order in which they were saved.
  var files: [SavedFile] = []
  /// The texts of all secrets by name, where the fixture looks into files.
  var secrets: [String: String] = [:]
  /// What went wrong before the end could be looked at.
  var failures: [FixtureFailure] = []
  /// Answers that nobody asked for.
  var unasked: [FixtureFailure] = []
  /// What the simulators remember.
  var state: FlowValue = [:]

  var status: Expectation.Status { report.map { .phase($0.phase) } ?? .refused }

  /// The tasks that the run waits at.
  var waiting: [String] { names(report?.waiting) { $0["task"] } }

  /// The tasks in the order in which they started; one whose condition was false did not.
  var tasks: [String] { names(report?.tasks) { $0["status"] == "skipped" ? nil : $0["name"] } }

  /// Why the run stands as it does.
  var reasons: [String] {
    guard let report else { return (refused ?? []).map { "the input is refused for \($0)" } }
    var lines: [String] = []
    if let error = report.error {
      lines += ["error: \(error.type) (\(error.status))", "  \(error.title)"]
      if let detail = error.detail { lines += detail.split(separator: "\n").map { "  \($0)" } }
      if let instance = error.instance { lines.append("  at \(instance)") }
      if !error.members.isEmpty {
        lines.append("  \(ValueText.short(.object(error.members)) ?? "")")
      }
    }
    if report.phase == .waiting { lines.append("it waits at: \(waiting.joined(separator: ", "))") }
    if report.phase == .completed, let output = report.output {
      lines.append("output: \(ValueText.short(output) ?? "null")")
    }
    return lines
  }

  private func names(_ list: FlowValue?, _ name: (FlowValue) -> FlowValue?) -> [String] {
    (list?.array ?? []).compactMap { name($0)?.string }
  }
}
