import FlowEngine
import Foundation

/// Mends a fixture whose run came out otherwise, under 'expect' alone.
struct FixtureUpdate {
  /// What came of it.
  struct Result {
    /// Whether the file was changed.
    var isChanged = false
    /// What is still not as expected.
    var failures: [FixtureFailure]
    /// Why.
    var reasons: [String] = []
  }

  private let source: FixtureSource
  /// Another expectation can let a run go on further, which changes what has to be expected.
  private static let rounds = 4

  init(_ source: FixtureSource) { self.source = source }

  /// Writes the file so that it passes, or as much of it as can be.
  ///
  /// - Parameter failures: What is not as expected now.
  /// - Returns: What came of it.
  /// - Throws: If the file cannot be read or written.
  func mend(_ failures: [FixtureFailure]) async throws -> Result {
    let original = try source.text()
    var text = original
    do {
      for _ in 0..<Self.rounds {
        let subject = try source.subject(text)
        let observation = try await FixtureRun.perform(FixtureStage(subject), crashes: nil)
        let failures = subject.fixture.expect.failures(observation)
        if failures.isEmpty {
          try save(text)
          return Result(isChanged: true, failures: [])
        }
        let update = try ExpectationUpdate.update(text, of: subject.fixture, observation)
        if update.text == text {
          guard !update.refusals.isEmpty else { break }
          if text != original { try save(text) }
          return Result(
            isChanged: text != original, failures: failures,
            reasons: update.refusals.map(\.reason))
        }
        text = update.text
      }
    } catch let refusal as FixtureEdits.Refusal {
      return Result(failures: failures, reasons: [refusal.reason])
    } catch let error as DefinitionError {
      return Result(
        failures: failures, reasons: ["the mended file could not be read: \(error)"])
    }
    return Result(failures: failures, reasons: ["no other expectation lets it pass"])
  }

  /// In one step, and with the rights that the file has.
  private func save(_ text: String) throws {
    let url = source.url.resolvingSymlinksInPath()
    let rights = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
    try Data(text.utf8).write(to: url, options: .atomic)
    if let rights {
      try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: url.path)
    }
  }
}
