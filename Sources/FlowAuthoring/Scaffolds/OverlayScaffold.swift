package import FlowEngine
import FlowValue
import Foundation

/// A plugin that changes a flow by hooks.
package struct OverlayScaffold {
  private let flow: String
  private let name: String
  private let path: String
  private let definition: FlowDefinition
  private let workplace: Workplace
  /// The configuration that counts for the flow: its file, and the profile that is its choice.
  private let configuration: (file: String, profile: FlowValue, name: String)
  private let folder: URL

  /// - Parameters:
  ///   - flow: A flow's name.
  ///   - folder: Where the plugin's folder goes, relative to the working folder.
  ///   - options: The working folder and the flows.
  /// - Throws: `EngineError` if there is no such flow; `DefinitionError` if it is unsound.
  package init(_ flow: String, in folder: String, options: EngineOptions) throws {
    let url = try options.folder(ofFlow: flow)
    let own = options.workingDirectory.appending(path: "flows/flowctl.yaml").path
    let options =
      FileManager.default.fileExists(atPath: own) ? options : Workplace.options(for: url, options)
    workplace = try Workplace(options)
    self.folder = url
    self.flow = flow
    let refusals = workplace.plugins.flatMap(\.refusals)
    if !refusals.isEmpty { throw DefinitionError(refusals) }
    let file = try FlowFolder.find(url.path, in: [], plugins: [], base: workplace.base)
      .bundle().workflow
    definition = try FlowDefinition(
      file, functions: Set(workplace.functions.keys))
    name = "custom-\(definition.workflow.document.name)"
    path = "\(folder)/\(name)"
    configuration = Self.configuration(options)
  }

  /// The files and how to go on.
  package var scaffold: Scaffold {
    var files = [
      ("\(path)/plugin.yaml", manifest),
      ("\(path)/hooks.lua", OverlayHooks(definition, in: workplace).text),
      ("\(path)/flowctl.yaml", configurationText),
    ]
    let fixture = self.fixture
    if let fixture { files.append(("\(path)/fixtures/\(fixture.name)", fixture.text)) }
    let commands = [
      "flowctl check \(path)", fixture == nil ? nil : "flowctl test \(path)",
      "flowctl run \(flow) --config \(path)/flowctl.yaml",
    ]
    let enabling =
      "To have it in every run, list \(path) first under 'plugins' in \(configuration.file), by its path from there."
    return Scaffold(files: files, nextSteps: commands.compactMap(\.self) + [enabling])
  }

  private var manifest: String {
    """
    name: \(name)
    version: 0.1.0
    engine: "\(Scaffold.engine)"
    title: Changes of \(flow)

    hooks: hooks.lua

    """
  }

  private var configurationText: String {
    let plugins = workplace.plugins.map { reference(to: $0) }
    var profile = configuration.profile
    let simulated = profile["simulate"]?.array ?? []
    if !simulated.isEmpty { profile["simulate"] = .array([.string(name)] + simulated) }
    let lines = [
      "# The world of \(flow) with this plugin around it.", "profile: \(configuration.name)", "",
      "plugins: [\((["."] + plugins).joined(separator: ", "))]", "", "profiles:",
    ]
    let profiles: FlowValue = .object([configuration.name: profile])
    return (lines + YAMLWriter.lines(profiles, indent: 2)).joined(separator: "\n") + "\n"
  }

  /// How the overlay's configuration names a plugin: by its name, if it comes with the flows.
  private func reference(to plugin: PluginSources) -> String {
    let url = plugin.folder
    let shipped = workplace.searchPath.contains {
      $0.appending(path: "plugins/\(url.lastPathComponent)").standardizedFileURL
        .resolvingSymlinksInPath().path == url.resolvingSymlinksInPath().path
    }
    if shipped { return url.lastPathComponent }
    let from = workplace.base.appending(path: path).standardizedFileURL
    return Self.path(to: url, from: from)
  }

  private static func path(to url: URL, from folder: URL) -> String {
    let (target, start) = (url.pathComponents, folder.pathComponents)
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    return (up + target.dropFirst(shared)).joined(separator: "/")
  }

  /// The chosen profile, or the only one.
  private static func configuration(
    _ options: EngineOptions
  ) -> (file: String, profile: FlowValue, name: String) {
    let none = ("flows/flowctl.yaml", FlowValue.object([:]), "local")
    let candidates =
      options.configuration.map { [URL(filePath: $0, relativeTo: options.workingDirectory)] }
      ?? Folders(options).searchPath.map { $0.appending(path: "flowctl.yaml") }
    let found = candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    guard let found, let data = FileManager.default.contents(atPath: found.path) else {
      return none
    }
    let text = String(decoding: data, as: UTF8.self)
    let shown = found.shown(from: options.workingDirectory)
    let root = try? YAMLDocument.read(SourceText(text, file: shown), text: text)
    let profiles = root?["profiles"]?.members ?? []
    guard let name = root?["profile"]?.string ?? profiles.first?.key else {
      return (shown, none.1, none.2)
    }
    return (shown, root?["profiles"]?[name]?.value ?? [:], name)
  }

  /// A fixture of the flow that names nothing beside itself, to see that the overlay keeps it green.
  private var fixture: (name: String, text: String)? {
    let fixtures = folder.appending(path: "fixtures")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") {
      guard let data = FileManager.default.contents(atPath: fixtures.appending(path: name).path)
      else { continue }
      if let text = Self.naming(flow, in: String(decoding: data, as: UTF8.self)) {
        return (name, text)
      }
    }
    return nil
  }

  /// The fixture with the flow that it is of; `nil` if it depends on where it lies.
  private static func naming(_ flow: String, in text: String) -> String? {
    let source = SourceText(text, file: "fixture")
    let tags: Set = ["!exact", "!refused"]
    guard let root = try? YAMLDocument.read(source, text: text, tags: tags),
      let title = root.member("title"), root["flow"] == nil, root["profile"] == nil,
      root["input"]?.string == nil
    else { return nil }
    let next = (root.members ?? []).first { $0.location.line > title.location.line }
    guard let next else { return nil }
    var lines = source.lines
    lines.insert("flow: \(flow)", at: next.location.line - 1)
    return lines.joined(separator: "\n")
  }
}
