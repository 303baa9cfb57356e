package import FlowEngine
package import Foundation

/// A fixture's file, and what its flow is run with.
package struct FixtureSource: Sendable {
  /// The file.
  package let url: URL
  /// Its path, as messages print it.
  package let file: String
  /// The flow's path.
  package let flow: String
  /// What an engine is opened with, but for what the fixture says itself.
  let options: EngineOptions
  /// What the fixtures of one flow share.
  let programs: ProgramCache

  /// The flow's own name, which is that of its folder.
  package var flowName: String { URL(filePath: flow).lastPathComponent }

  /// Reads the fixture.
  ///
  /// - Throws: `DefinitionError` with every problem of the fixture or of its flow, or `EngineError`.
  func fixture() async throws -> Fixture {
    guard let data = FileManager.default.contents(atPath: url.path),
      let text = String(validating: data, as: UTF8.self)
    else {
      throw EngineError.usage("\(file) cannot be read, or is no UTF-8 text.")
    }
    let surroundings = try Surroundings(options)
    let engine = FlowEngine(
      surroundings: surroundings, store: MemoryStore(), programs: programs)
    return try Fixture.read(
      text, file: file, folder: url.deletingLastPathComponent(),
      flow: try engine.outline(of: flow))
  }
}
