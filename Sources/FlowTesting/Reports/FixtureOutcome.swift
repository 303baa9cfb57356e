import FlowEngine
import Foundation
package import FlowValue

/// What came of a fixture.
package struct FixtureOutcome: Sendable {
  /// How it counts.
  package enum Verdict: String, Sendable {
    case passed, failed
    /// It, or its flow, is no sound definition, so that nothing was performed.
    case unusable
  }

  /// The name of the folder that the fixture's own folder is in, which is the flow's.
  package let flow: String
  /// The fixture's path, as messages print it.
  package let file: String
  /// What is tested.
  package internal(set) var title: String
  /// What was not as expected.
  package internal(set) var failures: [FixtureFailure] = []
  /// Why it is unusable.
  package internal(set) var error: (any Error)?
  /// How many calls the run made.
  package internal(set) var calls = 0
  /// After how many crashes everything was looked at again.
  package internal(set) var crashes = 0
  /// Whether its file was changed so that it passes.
  package internal(set) var isMended = false
  /// How long it took.
  package internal(set) var duration: Duration = .zero

  init(_ source: FixtureSource) {
    flow = source.group
    file = source.file
    title = source.url.lastPathComponent
  }

  /// How it counts.
  package var verdict: Verdict {
    error == nil ? failures.isEmpty ? .passed : .failed : .unusable
  }

  /// What there is to say about a fixture that did not pass, as people read it.
  package var lines: [String] {
    if let error {
      let hint = (error as? EngineError)?.hint.map { "\nhint: \($0)" } ?? ""
      return "\(error)\(hint)".split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    return failures.flatMap(\.lines)
  }

  /// As programs read it.
  package var value: FlowValue {
    var value: FlowValue = [
      "flow": .string(flow), "file": .string(file), "title": .string(title),
      "verdict": .string(verdict.rawValue), "calls": .integer(Int64(calls)),
      "crashes": .integer(Int64(crashes)), "seconds": .double(duration / .seconds(1)),
      "failures": .array(failures.map(\.value)),
    ]
    if isMended { value["mended"] = true }
    if error != nil { value["error"] = .string(lines.joined(separator: "\n")) }
    return value
  }
}
