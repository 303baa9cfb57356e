import FlowEngine

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
      functions += Self.hooks(named: name)
      functions += [
        "---" + LuaName.line(function.description),
        "---@param name \"\(manifest.name).\(function.name)\"",
        "---@param arguments \(name).Input", "---@return \(name).Output",
        "function flow.call(name, arguments) end", "",
      ]
    }
    return (TypeStubs.head + types.lines + functions).dropLast().joined(separator: "\n") + "\n"
  }

  /// The hooks around a task that calls the function.
  private static func hooks(named name: String) -> [String] {
    [
      "---@class \(name).Hooks", "---@field before? fun(task: flow.Task): any a new input",
      "---@field after? fun(task: flow.Task, output: \(name).Output): any a new output",
      "---@field fault? fun(task: flow.Task, problem: flow.Problem): any an output: recovered", "",
    ]
  }
}
