package import FlowEngine
import FlowValue
import Foundation

/// Makes a fixture of a run, and looks whether it passes.
package struct FixtureRecorder {
  private let source: FixtureSource

  init(_ source: FixtureSource) { self.source = source }

  /// Writes the fixture of a run that stands still.
  ///
  /// - Parameters:
  ///   - record: The run.
  ///   - flow: The file of its workflow.
  /// - Returns: What was written and what came of it.
  /// - Throws: `EngineError` if the run cannot be made a fixture of, or the file cannot be written.
  package func write(_ record: RunRecord, flow: String) async throws -> FixtureRecording {
    try check(record.report)
    var fixture = RecordedFixture(record, flow: path(to: flow))
    guard fixture.left.isEmpty else {
      throw EngineError.usage(
        "Personal texts of the run \(record.report.id) stand in a spelling that could not be replaced in \(Self.list(fixture.left)), so no fixture was made of it.",
        hint: "record a run with made-up data")
    }
    var failures: [FixtureFailure] = []
    do {
      let first = try await perform(YAMLWriter.document(fixture.value))
      fixture.takeTexts(from: first.observation)
      let second = try await perform(YAMLWriter.document(fixture.value))
      failures = second.fixture.expect.failures(second.observation)
    } catch {
      failures = [FixtureFailure(subject: "the fixture is unusable", details: ["\(error)"])]
    }
    try save(YAMLWriter.document(fixture.value))
    return FixtureRecording(
      file: source.file, failures: failures,
      replaced: fixture.counts.map {
        "\($0.kind.counted($0.values)) in \($0.places) \($0.places == 1 ? "place" : "places")"
      }, warnings: Self.warnings(fixture))
  }

  private static func warnings(_ fixture: RecordedFixture) -> [String] {
    var warnings: [String] = []
    if !fixture.secretFields.isEmpty {
      warnings.append(
        "what looks like secrets was replaced in \(list(fixture.secretFields)): no `secrets` of a call kept it out of the journal"
      )
    }
    if !fixture.ownFields.isEmpty {
      warnings.append(
        "\(list(fixture.ownFields)): the text says too little, or the flow says it itself, so that it stays elsewhere"
      )
    }
    return warnings
  }

  /// The first of some JSON pointers; a pointer says no value.
  private static func list(_ pointers: [String]) -> String {
    let rest = pointers.count - 8
    return pointers.prefix(8).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private func perform(
    _ text: String
  ) async throws -> (fixture: Fixture, observation: FixtureObservation) {
    let subject = try source.subject(text)
    return (
      subject.fixture, try await FixtureRun.perform(FixtureStage(subject), crashes: nil)
    )
  }

  /// A fixture's clock goes on past every pause.
  private func check(_ report: RunReport) throws(EngineError) {
    let kinds = (report.waiting.array ?? []).compactMap { $0["kind"]?.string }
    let isPausing = report.prompts.isEmpty && kinds.contains("sleep")
    let stands = report.phase.isFinished || report.phase == .waiting && !isPausing
    if stands, !report.isInterrupted { return }
    throw .usage(
      "The run \(report.id) is \(isPausing ? "waiting for a time" : report.phase.rawValue), so no fixture was made of it.",
      hint: "start it again with --record when it can end, or wait for an answer")
  }

  /// The flow's name where it is found by it, else its path from the fixture; `nil` where the
  /// fixture lies in the flow's folder.
  private func path(to workflow: String) -> String? {
    let file = URL(filePath: workflow).resolvingSymlinksInPath()
    let isFolder = file.lastPathComponent == "workflow.yaml"
    let target = isFolder ? file.deletingLastPathComponent() : file
    let folder = source.url.deletingLastPathComponent().resolvingSymlinksInPath()
    if isFolder, folder.deletingLastPathComponent().path == target.path { return nil }
    let name = target.lastPathComponent
    let found = (try? source.options.folder(ofFlow: name))?.resolvingSymlinksInPath()
    if isFolder, found?.path == target.path { return name }
    let (from, to) = (folder.pathComponents, target.pathComponents)
    let common = zip(from, to).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: from.count - common) + to.dropFirst(common))
      .joined(separator: "/")
  }

  private func save(_ text: String) throws(EngineError) {
    do {
      try FileManager.default.createDirectory(
        at: source.url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: source.url, options: .withoutOverwriting)
    } catch {
      throw .environment(
        "\(source.file) could not be written: \(error.localizedDescription)",
        hint: "the run is in the journal all the same")
    }
  }
}

/// A fixture that was made of a run.
package struct FixtureRecording: Sendable {
  /// The path, as messages print it.
  package let file: String
  /// Why it does not pass.
  package let failures: [FixtureFailure]
  /// What was replaced, as "2 names in 5 places".
  package let replaced: [String]
  /// What is to be looked at before the file is shared; fields are named by their JSON pointers.
  package let warnings: [String]
}
