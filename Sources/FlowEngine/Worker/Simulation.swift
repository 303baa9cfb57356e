import Foundation
import LuaVM

/// The simulators that take the place of servers in a profile.
struct Simulation: Sendable {
  /// The transport of each origin that is simulated.
  let routes: [Origin: any HTTPTransport]
  let simulators: [Simulator]

  /// Sets up the simulators of all plugins.
  ///
  /// - Parameters:
  ///   - worlds: The plugins as the profile sets them.
  ///   - packages: The scripts of all plugins.
  ///   - surroundings: Where simulators keep their state and take the time from.
  /// - Throws: What is wrong with a simulator's origins, or hinders opening its state.
  init(_ worlds: [PluginWorld], packages: [LuaPackage], in surroundings: Surroundings) throws {
    var routes: [Origin: any HTTPTransport] = [:]
    var simulators: [Simulator] = []
    for world in worlds {
      for (simulator, origins) in try world.simulators(packages: packages, in: surroundings) {
        simulators.append(simulator)
        for origin in origins { routes[origin] = SimulatorTransport(simulator) }
      }
    }
    self.routes = routes
    self.simulators = simulators
  }
}

extension PluginWorld {
  /// The plugin's simulators and the origins they answer for.
  fileprivate func simulators(packages: [LuaPackage], in surroundings: Surroundings) throws
    -> [(Simulator, [Origin])]
  {
    let key = try surroundings.sandboxKey()
    return try manifest.simulators.map { definition in
      let script = SimulatorScript(
        name: definition.name, packages: packages, package: manifest.name,
        module: definition.module, settings: definition.settings, commands: definition.commands)
      let state = try surroundings.simulatorState(definition.name)
      let simulator = Simulator(
        script, state: state, key: key, now: surroundings.world.now, log: surroundings.log,
        failed: surroundings.virtual?.simulatorFailed)
      return (simulator, try origins(of: definition))
    }
  }
}
