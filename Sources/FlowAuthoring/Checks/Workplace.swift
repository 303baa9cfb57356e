import FlowEngine
import Foundation

/// A configuration with its plugins, and the flows that are found beside it.
struct Workplace {
  let base: URL
  let searchPath: [URL]
  /// The plugins in use, outermost first.
  let plugins: [PluginSources]
  /// The names of the tasks of every flow that can be read.
  let taskNames: Set<String>
  /// The texts of the flows beside the configuration, by the names that the flows give themselves.
  let flowTexts: [String: TextSources]
  /// The configuration, if it is a file.
  let configuration: FlowBundle.Source?
  /// Whether there is a plugin that the configuration does not have in use.
  let hasExtra: Bool

  /// - Parameters:
  ///   - options: With the configuration that counts.
  ///   - extra: A plugin that is looked at whether or not it is in use.
  /// - Throws: `EngineError` or `DefinitionError` if the configuration or a plugin cannot be read.
  init(_ options: EngineOptions, with extra: URL? = nil) throws {
    let folders = Folders(options)
    let (configuration, folder) = try folders.configuration()
    base = options.workingDirectory
    searchPath = folders.searchPath
    var urls = configuration.plugins.map {
      folders.plugin($0, from: folder).standardizedFileURL
    }
    let missing = extra.flatMap { extra in urls.contains { $0.path == extra.path } ? nil : extra }
    hasExtra = missing != nil
    urls += [missing].compactMap(\.self)
    let base = base
    plugins = try urls.map { try PluginSources($0, base: base) }
    let flows = Self.flows(in: searchPath + [folder], base: base)
    taskNames = flows.reduce(into: []) { Self.collect($1.root, into: &$0) }
    flowTexts = Dictionary(
      flows.compactMap { flow in
        flow.root["document"]?["name"]?.string.map { ($0, TextSources(flow.texts)) }
      }, uniquingKeysWith: { first, _ in first })
    self.configuration = Self.file(configuration.file, base: base)
  }

  /// What `call:` and `flow.call` can name.
  var functions: [String: Manifest.Function] {
    plugins.reduce(into: [:]) { $0.merge($1.functions) { first, _ in first } }
  }

  /// The plugins that the configuration lists.
  var pluginsInUse: [PluginSources] { hasExtra ? plugins.dropLast() : plugins }

  /// What is not known of the functions and forms of the plugins.
  var unread: Unread {
    plugins.reduce(Unread.none) { $0.union($1.unread, fields: ["functions", "forms"]) }
  }

  func has(_ plugin: URL) -> Bool { plugins.contains { $0.folder.path == plugin.path } }

  /// Where the configuration is that counts for a folder: there, or in a folder around it.
  static func options(for url: URL, _ options: EngineOptions) -> EngineOptions {
    guard options.configuration == nil else { return options }
    var options = options
    var folder = url
    for _ in 0..<6 {
      let file = folder.appending(path: "flowctl.yaml").path
      if FileManager.default.fileExists(atPath: file) {
        options.configuration = file
        break
      }
      folder = folder.deletingLastPathComponent()
    }
    return options
  }

  /// Tasks are named by the definitions as text: one that is unsound still has names.
  private static func flows(
    in searchPath: [URL], base: URL
  ) -> [(root: LocatedValue, texts: [String: FlowBundle.Source])] {
    FlowFolder.names(in: searchPath).compactMap { name in
      guard
        let folder = try? FlowFolder.find(name, in: searchPath, plugins: [], base: base),
        let bundle = try? folder.bundle(),
        let root = try? YAMLDocument.read(
          SourceText(bundle.workflow.text, file: bundle.workflow.file), text: bundle.workflow.text)
      else { return nil }
      return (root, bundle.texts)
    }
  }

  private static func file(_ path: String?, base: URL) -> FlowBundle.Source? {
    guard let path, let text = try? String(contentsOf: base.resolving(path), encoding: .utf8) else {
      return nil
    }
    return FlowBundle.Source(file: path, text: text)
  }

  private static func collect(_ node: LocatedValue, into names: inout Set<String>) {
    for element in node.elements ?? [] {
      if let members = element.members, members.count == 1 { names.insert(members[0].key) }
      collect(element, into: &names)
    }
    for member in node.members ?? [] { collect(member.value, into: &names) }
  }
}
