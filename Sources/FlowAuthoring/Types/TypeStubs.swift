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
    var written: Set<String> = []
    for url in subjects.plugins {
      let workplace = try Workplace(Workplace.options(for: url, options), with: url)
      for plugin in workplace.plugins where plugin.folder.path == url.path {
        if !plugin.refusals.isEmpty { throw DefinitionError(plugin.refusals) }
        guard let manifest = plugin.manifest, written.insert("plugin \(manifest.name)").inserted
        else { continue }
        files.append(("plugins/\(manifest.name).lua", PluginTypes(manifest).text))
      }
    }
    for url in subjects.flows {
      let workplace = try Workplace(Workplace.options(for: url, options))
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

/// What `flow.call` takes and gives for the functions of a plugin.
struct PluginTypes {
  let manifest: Manifest

  init(_ manifest: Manifest) { self.manifest = manifest }

  /// What the names of a plugin's types begin with.
  static func name(of function: String, in plugin: String) -> String {
    "\(LuaName.plain(plugin)).\(function)"
  }

  var text: String {
    var types = SchemaTypes()
    var functions: [String] = []
    for function in manifest.functions {
      let name = Self.name(of: function.name, in: manifest.name)
      types.declare(function.input?.source, as: name + ".Input")
      types.declare(function.output?.source, as: name + ".Output")
      functions += [
        "---" + LuaName.line(function.description),
        "---@param name \"\(manifest.name).\(function.name)\"",
        "---@param arguments \(name).Input", "---@return \(name).Output",
        "function flow.call(name, arguments) end", "",
      ]
    }
    return (TypeStubs.head + types.lines + functions).dropLast().joined(separator: "\n") + "\n"
  }
}

/// A flow's input and output, and what its hook file holds.
struct FlowTypes {
  let name: String
  let text: String

  init(_ url: URL, in workplace: Workplace) throws {
    let refusals = workplace.plugins.flatMap(\.refusals)
    if !refusals.isEmpty { throw DefinitionError(refusals) }
    let file = try FlowFolder.find(url.path, in: [], plugins: [], base: workplace.base)
      .bundle().workflow
    let definition = try FlowDefinition(
      file, functions: Set(workplace.plugins.flatMap(\.functions.keys)))
    let document = definition.workflow.document
    name = document.name
    let prefix = LuaName.plain(document.name)
    var types = SchemaTypes()
    types.declare(definition.workflow.input.schema?.source, as: prefix + ".Input")
    types.declare(definition.workflow.output.schema?.source, as: prefix + ".Output")
    var known: Set<String> = []
    let fields = definition.tasks.filter { known.insert($0.name).inserted }.map { task in
      "---@field \(LuaName.key(task.name))? \(Self.hooks(of: task))"
    }
    let hooks =
      [
        "---The hooks of \(document.title ?? document.name): what its hooks.lua returns.",
        "---@class \(prefix).Hooks",
      ] + fields + ["---@field workflow? flow.Hooks", "---@field [\"*\"]? flow.Hooks"]
    text = (TypeStubs.head + types.lines + hooks).joined(separator: "\n") + "\n"
  }

  /// Hooks of a call know what the function gives.
  private static func hooks(of task: TaskDefinition) -> String {
    guard case .call(.function(let name, _)) = task.body,
      let dot = name.firstIndex(of: ".")
    else { return "flow.Hooks" }
    let function = String(name[name.index(after: dot)...])
    let output = PluginTypes.name(of: function, in: String(name[..<dot])) + ".Output"
    return "{ before?: (fun(task: flow.Task): any), "
      + "after?: (fun(task: flow.Task, output: \(output)): any), "
      + "fault?: (fun(task: flow.Task, problem: flow.Problem): any) }"
  }
}
