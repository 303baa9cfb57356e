package import FlowEngine
package import FlowValue
import Foundation

/// What editors read to complete and check the scripts of flows and plugins.
package struct TypeStubs {
  /// The files by their paths below the folder of the stubs.
  package private(set) var files: [(path: String, text: String)] = []

  /// The types of everything below `./flows`, of the plugins in use there, and of the flows that
  /// are found beside them.
  ///
  /// - Throws: `DefinitionError` or `EngineError` for a flow or plugin that cannot be read.
  package init(_ options: EngineOptions) throws {
    files.append(("flow.lua", Self.text(PackageResources.flow_lua)))
    files.append(("simulator.lua", Self.text(PackageResources.simulator_lua)))
    let isHere = FileManager.default.fileExists(
      atPath: options.workingDirectory.appending(path: "flows").path)
    let subjects = isHere ? try CheckSubjects([], options: options) : nil
    var workplaces = Workplaces(options)
    for url in subjects?.plugins ?? [] {
      try add(workplaces.workplace(for: url, with: url).plugins)
    }
    let searchPath = Folders(options).searchPath
    let found = try FlowFolder.names(in: searchPath).map { try options.folder(ofFlow: $0) }
    for url in (subjects?.flows ?? []) + found {
      let workplace = try workplaces.workplace(for: url)
      try add(workplace.plugins)
      let types = try FlowTypes(url, in: workplace)
      add(types.text, at: "flows/\(types.name).lua")
    }
  }

  private mutating func add(_ plugins: [PluginSources]) throws(DefinitionError) {
    for plugin in plugins {
      if !plugin.refusals.isEmpty { throw DefinitionError(plugin.refusals) }
      guard let manifest = plugin.manifest else { continue }
      add(PluginTypes(manifest).text, at: "plugins/\(manifest.name).lua")
    }
  }

  /// The first of a name counts.
  private mutating func add(_ text: String, at path: String) {
    if !files.contains(where: { $0.path == path }) { files.append((path, text)) }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The settings of Lua's language server for a folder whose stubs are there.
  ///
  /// It has `require` in its `package`, so that stays.
  package static func settings(library: String) -> FlowValue {
    let absent = ["coroutine", "debug", "io", "os"]
    return [
      "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
      "runtime.version": "Lua 5.4",
      "runtime.builtin": .object(
        FlowObject(absent.map { ($0, .string("disable")) }, uniquingKeysWith: { $1 })),
      "workspace.library": [.string(library)],
      "workspace.checkThirdParty": false,
    ]
  }

  static let head = ["---@meta", "-- Written by 'flowctl types'.", ""]
}
