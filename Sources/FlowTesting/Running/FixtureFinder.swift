package import FlowEngine
package import Foundation

/// Finds the fixtures that a command line means: by a flow's name or folder, or by their own path.
package struct FixtureFinder {
  private let options: EngineOptions
  private var caches: [String: ProgramCache] = [:]

  /// A finder that looks from the options' folder on.
  package init(_ options: EngineOptions) { self.options = options }

  /// The fixtures of some flows, in the order of the paths; of all flows in `./flows` if there is
  /// no path.
  ///
  /// - Throws: `EngineError` naming the path that leads to none.
  package mutating func sources(_ paths: [String]) throws(EngineError) -> [FixtureSource] {
    guard !paths.isEmpty else {
      let flows = options.workingDirectory.appending(path: "flows")
      let all = sources(ofFlows: flowFolders(in: flows))
      if all.isEmpty {
        throw .usage(
          "There is no fixture in \(shown(flows)).",
          hint: "write one into flows/NAME/fixtures/, or name a flow's folder")
      }
      return all
    }
    var found: [FixtureSource] = []
    for path in paths { found += try sources(at: path) }
    return found
  }

  private mutating func sources(at path: String) throws(EngineError) -> [FixtureSource] {
    let url = try url(path)
    let found: [FixtureSource]
    if Self.isFlow(url) {
      found = sources(ofFlow: url)
    } else if Self.isFolder(url) {
      let flow = url.deletingLastPathComponent()
      found =
        Self.isFlow(flow)
        ? sources(ofFlow: flow) : sources(ofFlows: flowFolders(in: url))
    } else {
      let flow = url.deletingLastPathComponent().deletingLastPathComponent()
      guard Self.isFlow(flow) else {
        throw .usage(
          "\(path) is in no flow's folder.", hint: "put it into flows/NAME/fixtures/ of its flow")
      }
      found = [source(url, flow)]
    }
    guard !found.isEmpty else {
      throw .usage(
        "There is no fixture in \(shown(url)).", hint: "write one into its folder 'fixtures'")
    }
    return found
  }

  /// What a path means: itself, or a flow of that name.
  private func url(_ path: String) throws(EngineError) -> URL {
    let base = options.workingDirectory
    let named =
      [base.appending(path: "flows")]
      + (options.environment["FLOWCTL_FLOWS"].map { [Self.url($0, from: base)] } ?? [])
    let candidates = [Self.url(path, from: base)] + named.map { $0.appending(path: path) }
    if let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) {
      return found.standardizedFileURL
    }
    throw .usage(
      "There is no flow and no fixture '\(path)'.",
      hint: "give a flow's name or folder, or a fixture's path")
  }

  private static func url(_ path: String, from base: URL) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : base.appending(path: path)
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  private static func isFlow(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "workflow.yaml").path)
  }

  private func flowFolders(in folder: URL) -> [URL] {
    names(in: folder).map { folder.appending(path: $0) }.filter(Self.isFlow)
  }

  private mutating func sources(ofFlows flows: [URL]) -> [FixtureSource] {
    var found: [FixtureSource] = []
    for flow in flows { found += sources(ofFlow: flow) }
    return found
  }

  private mutating func sources(ofFlow flow: URL) -> [FixtureSource] {
    let folder = flow.appending(path: "fixtures")
    let files = names(in: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    var found: [FixtureSource] = []
    for file in files { found.append(source(folder.appending(path: file), flow)) }
    return found
  }

  private func names(in folder: URL) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).sorted()
  }

  /// A fixture sees nothing of the machine but the flows on it: no setting and no secret of the
  /// environment.
  private mutating func source(_ file: URL, _ flow: URL) -> FixtureSource {
    var options = options
    options.environment = options.environment.filter { $0.key == "FLOWCTL_FLOWS" }
    let beside = flow.deletingLastPathComponent().appending(path: "flowctl.yaml")
    if options.configuration == nil, FileManager.default.fileExists(atPath: beside.path) {
      options.configuration = beside.path
    }
    let programs = caches[flow.path] ?? ProgramCache(keepsFlows: true)
    caches[flow.path] = programs
    return FixtureSource(
      url: file, file: shown(file), flow: flow.path, options: options, programs: programs)
  }

  private func shown(_ url: URL) -> String {
    let (path, base) = (url.path, options.workingDirectory.standardizedFileURL.path)
    return path.hasPrefix(base + "/") ? String(path.dropFirst(base.count + 1)) : path
  }
}
