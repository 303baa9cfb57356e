import FlowEngine
import Foundation

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
      file, functions: Set(workplace.functions.keys))
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
    return PluginTypes.name(of: function, in: String(name[..<dot])) + ".Hooks"
  }
}
