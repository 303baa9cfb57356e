import FlowEngine
import Foundation

/// Finds the flows and plugins that a command line means: by a name, a folder or a file.
struct CheckSubjects {
  /// Their folders, or a flow's only file.
  private(set) var flows: [URL] = []
  private(set) var plugins: [URL] = []

  /// Everything below `./flows` if there is no path.
  ///
  /// - Throws: `EngineError` naming the path that leads to neither.
  init(_ paths: [String], options: EngineOptions) throws(EngineError) {
    for path in paths.isEmpty ? ["flows"] : paths {
      let before = flows.count + plugins.count
      add(try Self.url(of: path, options))
      guard flows.count + plugins.count == before else { continue }
      throw .usage(
        "There is no flow and no plugin in \(path).",
        hint: "a flow is a folder with workflow.yaml, a plugin one with plugin.yaml")
    }
  }

  private static func url(of path: String, _ options: EngineOptions) throws(EngineError) -> URL {
    let base = options.workingDirectory
    let named = options.environment["FLOWCTL_FLOWS"].map { [url($0, from: base)] } ?? []
    let candidates = [base, base.appending(path: "flows")] + named
    let found = candidates.lazy.map { url(path, from: $0) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
    guard let found else {
      throw .usage(
        "There is no flow and no plugin '\(path)'.",
        hint: "give the name or folder of a flow, or a plugin's folder")
    }
    return found.standardizedFileURL
  }

  private static func url(_ path: String, from base: URL) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : base.appending(path: path)
  }

  private mutating func add(_ url: URL) {
    switch url.lastPathComponent {
    case "workflow.yaml": insert(url.deletingLastPathComponent(), into: &flows)
    case "plugin.yaml": insert(url.deletingLastPathComponent(), into: &plugins)
    default: isFolder(url) ? addContents(of: url) : insert(url, into: &flows)
    }
  }

  private mutating func addContents(of folder: URL) {
    if has("workflow.yaml", folder) { insert(folder, into: &flows) }
    if has("plugin.yaml", folder) { insert(folder, into: &plugins) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") && name != "fixtures" {
      let url = folder.appending(path: name)
      if isFolder(url) { addContents(of: url) }
    }
  }

  private func insert(_ url: URL, into list: inout [URL]) {
    if !list.contains(url) { list.append(url) }
  }

  private func has(_ name: String, _ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  private func isFolder(_ url: URL) -> Bool {
    let target = url.resolvingSymlinksInPath()
    return (try? target.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}
