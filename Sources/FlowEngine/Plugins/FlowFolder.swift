package import Foundation

/// A flow and the plugins in use, on disk.
///
/// A flow is a folder with `workflow.yaml` and, where it has them, `hooks.lua`,
/// `texts.LANGUAGE.yaml` and `texts/PART.LANGUAGE.yaml`; or a single YAML or JSON file.
package struct FlowFolder {
  package let workflow: URL
  /// The folders of the enabled plugins, outermost first.
  package let plugins: [URL]
  /// What paths in messages are shown relative to.
  package let base: URL

  /// Finds a flow by its name in the search path, or by its path.
  ///
  /// - Throws: `EngineError.flowNotFound` with the flows that there are.
  package static func find(_ name: String, in searchPath: [URL], plugins: [URL], base: URL)
    throws(EngineError) -> FlowFolder
  {
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".json")
    let candidates =
      isPath
      ? [base.resolving(name)] : searchPath.map { $0.appending(path: name) }
    for candidate in candidates {
      if let workflow = workflowFile(at: candidate) {
        return FlowFolder(workflow: workflow, plugins: plugins, base: base)
      }
    }
    let searched = candidates.map { $0.standardizedFileURL.path }.filter {
      FileManager.default.fileExists(atPath: ($0 as NSString).deletingLastPathComponent)
    }
    throw EngineError.flowNotFound(name, searched: searched, known: names(in: searchPath))
  }

  /// The names of the flows in the search path.
  package static func names(in searchPath: [URL]) -> [String] {
    searchPath.flatMap { folder in
      let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (entries ?? []).filter { name in
        let file = workflowFile(at: folder.appending(path: name))
        return file.map { $0.lastPathComponent == "workflow.yaml" } ?? false
      }
    }.sorted()
  }

  private static func workflowFile(at url: URL) -> URL? {
    let file = url.appending(path: "workflow.yaml")
    if FileStatus(path: file.path) != nil { return file }
    return FileStatus(path: url.path)?.isFolder == false ? url : nil
  }

  /// Reads everything that defines a run.
  ///
  /// - Throws: `EngineError.unreadable` naming the file.
  package func bundle() throws(EngineError) -> Bundle {
    let folder = workflow.deletingLastPathComponent()
    let isFolder = workflow.lastPathComponent == "workflow.yaml"
    let hooks = folder.appending(path: "hooks.lua")
    let hasHooks = isFolder && FileStatus(path: hooks.path) != nil
    return Bundle(
      workflow: try read(workflow), hooks: hasHooks ? try read(hooks) : nil,
      texts: isFolder ? try texts(in: folder) : [:],
      plugins: try FlowFolder.plugins(self.plugins, base: base),
      semantics: EngineVersion.semantics)
  }

  /// Reads plugins from their folders.
  package static func plugins(_ folders: [URL], base: URL) throws(EngineError) -> [Bundle.Plugin] {
    let reader = FlowFolder(workflow: base, plugins: [], base: base)
    var plugins: [Bundle.Plugin] = []
    for folder in folders { plugins.append(try reader.read(plugin: folder)) }
    return plugins
  }

  private func read(plugin folder: URL) throws(EngineError) -> Bundle.Plugin {
    var modules: [String: Bundle.Source] = [:]
    for path in try list(folder, FileManager.subpathsOfDirectory) where path.hasSuffix(".lua") {
      let name = String(path.dropLast(".lua".count)).replacing("/", with: ".")
      modules[name] = try read(folder.appending(path: path))
    }
    let manifest = try read(folder.appending(path: "plugin.yaml"))
    return Bundle.Plugin(
      manifest: manifest, parts: try parts(of: manifest, in: folder), modules: modules,
      texts: try texts(in: folder))
  }

  /// The files that a manifest lists; one that is not there is reported when the manifest is read.
  private func parts(
    of manifest: Bundle.Source, in folder: URL
  ) throws(EngineError) -> [String: Bundle.Source] {
    var parts: [String: Bundle.Source] = [:]
    for name in ManifestPart.names(in: manifest) {
      let file = folder.appending(path: name)
      if FileStatus(path: file.path) != nil { parts[name] = try read(file) }
    }
    return parts
  }

  private func texts(in folder: URL) throws(EngineError) -> [String: Bundle.Source] {
    let parts = folder.appending(path: TextFile.folder)
    var paths = try list(folder, FileManager.contentsOfDirectory)
    if FileStatus(path: parts.path)?.isFolder == true {
      paths += try list(parts, FileManager.contentsOfDirectory).map { "\(TextFile.folder)/\($0)" }
    }
    var texts: [String: Bundle.Source] = [:]
    for path in paths {
      guard let name = TextFile.name(ofFile: path) else { continue }
      texts[name] = try read(folder.appending(path: path))
    }
    return texts
  }

  private func list(
    _ folder: URL, _ names: (FileManager) -> (String) throws -> [String]
  ) throws(EngineError) -> [String] {
    do {
      return try names(.default)(folder.path).sorted()
    } catch {
      throw .unreadable(
        shown(folder), "there is no such folder, or it may not be read",
        hint: "correct 'plugins' in flowctl.yaml")
    }
  }

  private func read(_ url: URL) throws(EngineError) -> Bundle.Source {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw .unreadable(shown(url), "it is missing or may not be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .unreadable(shown(url), "it is not UTF-8 text")
    }
    return Bundle.Source(file: shown(url), text: text)
  }

  private func shown(_ url: URL) -> String { url.shown(from: base) }
}

extension URL {
  /// The file at a path that may be relative to this folder.
  package func resolving(_ path: String) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : appending(path: path)
  }

  /// The path as messages show it: relative where it lies below that folder.
  package func shown(from folder: URL) -> String {
    let path = standardizedFileURL.path
    let prefix = folder.standardizedFileURL.path
    return path.hasPrefix(prefix + "/") ? String(path.dropFirst(prefix.count + 1)) : path
  }
}
