import FlowValue
import LuaVM

/// A Lua function that a walk can call.
struct ScriptReference {
  let function: LuaReference
}

/// The hooks that one file has for one task.
struct Hook {
  /// What keys call it: the plugin, or the flow for its own hooks; `name:*` for those of every task.
  let name: String
  /// Whose permissions and settings count.
  let owner: String
  let before: ScriptReference?
  let after: ScriptReference?
  let fault: ScriptReference?
}

/// Names that hook files have a meaning for.
enum HookFile {
  static let module = "hooks"
  /// The flow's own scripts, beside those of its plugins.
  static let package = "flow"
  /// The key of hooks around every task.
  static let everyTask = "*"
  /// The key of hooks around the whole run.
  static let workflow = "workflow"
}

/// The scripts of one walk: a Lua state of its own, the hooks and functions in it.
final class Scripts {
  let vm: LuaVM
  private let files: [HookSource]
  private var hooksByTask: [String: [Hook]] = [:]

  private struct HookSource {
    let name: String
    let owner: String
    let table: LuaReference
  }

  /// - Throws: a problem with file and line if a hook file does not load.
  init(program: Program) throws(Problem) {
    do throws(LuaFailure) {
      let vm = try LuaVM(
        packages: program.packages, hostFunctions: HostCall.names, preludes: HostPrelude.modules)
      var files: [HookSource] = []
      for plugin in program.plugins {
        guard let module = plugin.manifest.hooks else { continue }
        let name = plugin.manifest.name
        files.append(
          HookSource(name: name, owner: name, table: try vm.require(module, in: name)))
      }
      if program.packages.contains(where: { $0.name == HookFile.package && !$0.modules.isEmpty }) {
        files.append(
          HookSource(
            name: HookFile.package, owner: program.workflow.document.name,
            table: try vm.require(HookFile.module, in: HookFile.package)))
      }
      self.vm = vm
      self.files = files
    } catch {
      throw Problem(error)
    }
  }

  /// The hooks around a task, outermost first.
  func hooks(ofTask name: String) -> [Hook] {
    if files.isEmpty { return [] }
    if let known = hooksByTask[name] { return known }
    let hooks = files.flatMap { file in
      let everyTask = name == HookFile.workflow ? nil : hook(HookFile.everyTask, in: file)
      return [everyTask, hook(name, in: file)].compactMap(\.self)
    }
    hooksByTask[name] = hooks
    return hooks
  }

  private func hook(_ task: String, in file: HookSource) -> Hook? {
    func script(_ moment: String) -> ScriptReference? {
      vm.function(at: [task, moment], in: file.table).map(ScriptReference.init)
    }
    let name = task == HookFile.everyTask ? file.name + ":*" : file.name
    let hook = Hook(
      name: name, owner: file.owner, before: script("before"), after: script("after"),
      fault: script("fault"))
    return hook.before == nil && hook.after == nil && hook.fault == nil ? nil : hook
  }

  /// The Lua function of a plugin's function.
  func function(_ function: PluginFunction) throws(Problem) -> ScriptReference {
    try member(function.member, of: function.module, in: function.plugin)
  }

  /// A Lua function that a plugin's manifest names.
  func member(_ member: String, of name: String, in plugin: String) throws(Problem)
    -> ScriptReference
  {
    let module: LuaReference
    do throws(LuaFailure) {
      module = try vm.require(name, in: plugin)
    } catch {
      throw Problem(error)
    }
    guard let reference = vm.function(at: [member], in: module) else {
      throw Program.lacks(member, name, of: plugin)
    }
    return ScriptReference(function: reference)
  }
}
