package import FlowEngine
package import FlowValue
import Foundation

/// What editors read to complete and check the scripts of flows and plugins.
package struct TypeStubs {
  /// The files by their paths below the folder of the stubs.
  package private(set) var files: [(path: String, text: String)] = []

  /// The types of everything below `./flows`.
  ///
  /// - Throws: `DefinitionError` or `EngineError` for a flow or plugin that cannot be read.
  package init(_ options: EngineOptions) throws {
    files.append(("flow.lua", Self.text(PackageResources.flow_lua)))
    files.append(("simulator.lua", Self.text(PackageResources.simulator_lua)))
    let subjects = try CheckSubjects([], options: options)
    var workplaces = Workplaces(options)
    var written: Set<String> = []
    for url in subjects.plugins {
      let workplace = try workplaces.workplace(for: url, with: url)
      for plugin in workplace.plugins where plugin.folder.path == url.path {
        if !plugin.refusals.isEmpty { throw DefinitionError(plugin.refusals) }
        guard let manifest = plugin.manifest, written.insert("plugin \(manifest.name)").inserted
        else { continue }
        files.append(("plugins/\(manifest.name).lua", PluginTypes(manifest).text))
      }
    }
    for url in subjects.flows {
      let workplace = try workplaces.workplace(for: url)
      let types = try FlowTypes(url, in: workplace)
      if written.insert("flow \(types.name)").inserted {
        files.append(("flows/\(types.name).lua", types.text))
      }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The settings of Lua's language server for a folder whose stubs are there.
  package static func settings(library: String) -> FlowValue {
    let absent = ["coroutine", "debug", "io", "os", "package"]
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
