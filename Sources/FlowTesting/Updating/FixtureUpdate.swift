import FlowEngine
import Foundation

/// Mends a fixture whose run came out otherwise, under 'expect' alone.
struct FixtureUpdate {
  private let source: FixtureSource
  /// Another expectation can let a run go on further, which changes what has to be expected.
  private static let rounds = 3

  init(_ source: FixtureSource) { self.source = source }

  /// Writes the file so that it passes.
  ///
  /// - Returns: Why it was left as it is; `nil` if it was mended.
  func mend() async throws -> String? {
    var text = try source.text()
    do {
      for _ in 0..<Self.rounds {
        let subject = try source.subject(text)
        let observation = try await FixtureRun.perform(FixtureStage(subject), crashes: nil)
        if subject.fixture.expect.failures(observation).isEmpty {
          try save(text)
          return nil
        }
        text = try ExpectationUpdate.text(text, of: subject.fixture, observation)
      }
    } catch let refusal as FixtureEdits.Refusal {
      return refusal.reason
    } catch let error as DefinitionError {
      return "the mended file could not be read: \(error)"
    }
    return "no other expectation lets it pass"
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
