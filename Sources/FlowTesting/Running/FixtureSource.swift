import FlowEngine
package import Foundation

/// A fixture's file, and where its flow and configuration are found from.
package struct FixtureSource: Sendable {
  /// The file.
  package let url: URL
  /// Its path, as messages print it.
  package let file: String
  /// What an engine is opened with, but for what the fixture says itself.
  let options: EngineOptions
  let programs: ProgramCaches

  /// The folder that the fixture's own folder is in: that of its flow, if it names no other.
  private var home: URL { url.deletingLastPathComponent().deletingLastPathComponent() }

  /// What the fixture is listed under: the name of the folder that its own folder is in.
  package var group: String { home.lastPathComponent }

  /// What its outcome depends on.
  struct Dependencies {
    /// Its file, the folders of its flow and of those that it runs, the configuration and the plugins.
    var roots: [URL]
    /// Whether there are no others; not all are known where something cannot be read.
    var isComplete = false
  }

  /// What its outcome depends on, as far as it can be read.
  var dependencies: Dependencies {
    var dependencies = Dependencies(roots: [url])
    guard let flow = try? flow((try? text()) ?? "") else { return dependencies }
    dependencies.roots.append(flow)
    let options = options(flow: flow)
    if let configuration = options.configuration {
      dependencies.roots.append(options.workingDirectory.appending(path: configuration))
      if configuration.hasPrefix("/") { dependencies.roots.append(URL(filePath: configuration)) }
    }
    guard let surroundings = try? Surroundings(options) else { return dependencies }
    dependencies.roots += surroundings.pluginFolders
    guard let workflows = try? subject().workflows else { return dependencies }
    let folders = workflows.dropFirst().map { try? options.folder(ofFlow: $0.document.name) }
    dependencies.roots += folders.compactMap(\.self)
    dependencies.isComplete = !folders.contains(nil)
    return dependencies
  }

  /// The fixture's text.
  ///
  /// - Throws: `EngineError` if there is none.
  func text() throws(EngineError) -> String {
    guard let data = FileManager.default.contents(atPath: url.path),
      let text = String(validating: data, as: UTF8.self)
    else { throw .usage("\(file) cannot be read, or is no UTF-8 text.") }
    return text
  }

  /// Reads the fixture and what it can name of its flow.
  ///
  /// - Parameter text: A text in the place of the file's.
  /// - Returns: The fixture with its flow.
  /// - Throws: `DefinitionError` with every problem of the fixture or of its flow, or `EngineError`.
  func subject(_ text: String? = nil) throws -> FixtureSubject {
    let text = try text ?? self.text()
    let flow = try flow(text)
    let options = options(flow: flow)
    let programs = programs.cache(flow: flow.path, configuration: options.configuration)
    let engine = FlowEngine(
      surroundings: try Surroundings(options), store: MemoryStore(), programs: programs)
    let outline = try engine.outline(of: flow.path)
    let fixture = try Fixture.read(
      text, file: file, folder: url.deletingLastPathComponent(), flow: outline)
    return FixtureSubject(
      fixture: fixture, flow: flow.path, workflows: outline.workflows, options: options,
      programs: programs)
  }

  /// The folder of the flow under test.
  private func flow(_ text: String) throws -> URL {
    if let named = try Fixture.flow(named: text, file: file) {
      let beside = url.deletingLastPathComponent().appending(path: named).standardizedFileURL
      let isPath = named.contains("/") || FileManager.default.fileExists(atPath: beside.path)
      return isPath ? beside : try options.folder(ofFlow: named)
    }
    guard FileManager.default.fileExists(atPath: home.appending(path: "workflow.yaml").path) else {
      throw EngineError.usage(
        "\(file) is in no flow's folder and names no flow.",
        hint: "put it into flows/NAME/fixtures/, or name the flow in its field 'flow'")
    }
    return home
  }

  /// With the nearest configuration above the fixture, else the one beside the flow.
  private func options(flow: URL) -> EngineOptions {
    var options = options
    let base = options.workingDirectory.standardizedFileURL.path
    let above = sequence(first: home.standardizedFileURL) { folder in
      let parent = folder.deletingLastPathComponent()
      return parent.path.hasPrefix(base) ? parent : nil
    }
    let places = above + [home.deletingLastPathComponent(), flow.deletingLastPathComponent()]
    let files = places.map { $0.appending(path: "flowctl.yaml").path }
    options.configuration =
      options.configuration ?? files.first { FileManager.default.fileExists(atPath: $0) }
    return options
  }
}

/// A fixture with the flow that it tests.
struct FixtureSubject: Sendable {
  let fixture: Fixture
  /// The flow's path.
  let flow: String
  /// Its workflow, and those that it runs.
  let workflows: [Workflow]
  let options: EngineOptions
  /// What the fixtures of one flow share.
  let programs: ProgramCache
}
