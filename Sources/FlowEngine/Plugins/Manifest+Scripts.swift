import LuaVM

/// A Lua function that a manifest names.
struct NamedScript {
  let module: String
  let member: String
  /// Where the manifest names it.
  let place: SourceLocation
}

extension Manifest {
  /// What runs call: functions, and what looks at answers to forms.
  var scripts: [NamedScript] {
    functions.map { NamedScript(module: $0.module, member: $0.name, place: $0.place) }
      + forms.compactMap(\.validate).map {
        NamedScript(module: $0.module, member: $0.member, place: $0.place)
      }
  }

  /// What answers in simulators, which no run loads.
  var simulatorScripts: [NamedScript] {
    simulators.flatMap { simulator in
      [NamedScript(module: simulator.module, member: "handle", place: simulator.place)]
        + simulator.commands.map {
          NamedScript(
            module: $0.module, member: $0.name, place: $0.place ?? simulator.place)
        }
    }
  }

  var checkScripts: [NamedScript] {
    checks.map { NamedScript(module: $0.module, member: $0.name, place: $0.place) }
  }
}

extension Program {
  /// What is wrong with the simulators and checks of a plugin, whose scripts no run loads.
  package func idleFaults(of plugin: String, in bundle: Bundle) -> [Diagnostic] {
    guard let manifest = self.plugin(named: plugin)?.manifest else { return [] }
    return faults(in: manifest.simulatorScripts, of: plugin, bundle) { () throws(LuaFailure) in
      try LuaVM(
        packages: packages, hostFunctions: SimulatorHost.functions,
        hostGlobals: SimulatorHost.globals)
    }
      + faults(in: manifest.checkScripts, of: plugin, bundle) { () throws(LuaFailure) in
        try LuaVM(
          packages: packages, hostFunctions: HostCall.names + [PluginCheckup.claims],
          preludes: HostPrelude.modules)
      }
  }

  private func faults(
    in scripts: [NamedScript], of plugin: String, _ bundle: Bundle,
    _ machine: () throws(LuaFailure) -> LuaVM
  ) -> [Diagnostic] {
    guard !scripts.isEmpty, let vm = try? machine() else { return [] }
    return scripts.flatMap { script -> [Diagnostic] in
      do throws(LuaFailure) {
        let module = try vm.require(script.module, in: plugin)
        if vm.function(at: [script.member], in: module) != nil { return [] }
        let problem = Self.lacks(script.member, script.module, of: plugin)
        return DefinitionError(script: problem, of: bundle, at: script.place).diagnostics
      } catch {
        return DefinitionError(script: Problem(error), of: bundle, at: script.place).diagnostics
      }
    }
  }

  static func lacks(_ member: String, _ module: String, of plugin: String) -> Problem {
    ProblemType.configuration.problem(
      "The module \(module) of \(plugin) has no function \(member), which its plugin.yaml names.")
  }
}
