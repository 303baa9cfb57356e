package import Foundation

/// Where an engine finds its home, its flows and its configuration.
package struct Folders {
  let home: URL
  package let searchPath: [URL]
  private let options: EngineOptions

  package init(_ options: EngineOptions) {
    self.options = options
    let environment = options.environment
    home = Self.home(environment, relativeTo: options.workingDirectory)
    let named = environment["FLOWCTL_FLOWS"].map {
      [options.workingDirectory.resolving($0)]
    }
    let share = URL(filePath: CommandLine.arguments.first ?? "flowctl").deletingLastPathComponent()
      .appending(path: "../share/flowctl/flows")
    searchPath = [options.workingDirectory.appending(path: "flows")] + (named ?? []) + [share]
  }

  private static func home(_ environment: [String: String], relativeTo folder: URL) -> URL {
    if let home = environment["FLOWCTL_HOME"], !home.isEmpty {
      return folder.resolving(home)
    }
    let state =
      environment["XDG_STATE_HOME"].map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/state")
    return state.appending(path: "flowctl")
  }

  /// The configuration and the folder that its paths are relative to.
  package func configuration() throws -> (Configuration, URL) {
    let candidates =
      options.configuration.map { [options.workingDirectory.resolving($0)] }
      ?? searchPath.map { $0.appending(path: "flowctl.yaml") }
    for file in candidates {
      guard let data = FileManager.default.contents(atPath: file.path) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      return (
        try Configuration.read(text, file: file.shown(from: options.workingDirectory)),
        file.deletingLastPathComponent()
      )
    }
    if let asked = options.configuration {
      throw EngineError(
        .usage, "The configuration \(asked) cannot be read.",
        hint: "give the path of a flowctl.yaml, or leave --config out")
    }
    return (.none, options.workingDirectory)
  }

  /// A plugin's folder: a path relative to the configuration's folder, or the name of a plugin that
  /// comes with the flows of the search path.
  package func plugin(_ path: String, from folder: URL) -> URL {
    let beside = folder.resolving(path)
    if path.contains("/") || FileStatus(path: beside.path) != nil { return beside }
    let shipped = searchPath.map { $0.appending(path: "plugins/\(path)") }
    return shipped.first { FileStatus(path: $0.path) != nil } ?? beside
  }
}

extension EngineOptions {
  /// The folder of the flow that has this name in the search path.
  ///
  /// - Throws: `EngineError` with the flows that there are.
  package func folder(ofFlow name: String) throws(EngineError) -> URL {
    try FlowFolder.find(
      name, in: Folders(self).searchPath, plugins: [], base: workingDirectory
    ).workflow.deletingLastPathComponent()
  }
}
