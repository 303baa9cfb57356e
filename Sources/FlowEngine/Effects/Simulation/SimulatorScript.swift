package import FlowValue
package import LuaVM

/// The Lua module that answers for a server, and what it may use.
package struct SimulatorScript: Sendable {
  /// The simulator's name, as its manifest and its state know it.
  package let name: String
  /// The plugin's modules, and those of the plugins that it uses.
  package let packages: [LuaPackage]
  /// The plugin that holds the module.
  package let package: String
  /// The module that returns `{ handle, seed }`.
  package let module: String
  /// What `flow.setting` reads.
  package let settings: FlowObject
  /// What can be told to happen besides requests.
  package let commands: [SimulatorCommand]

  /// A script from its parts.
  package init(
    name: String, packages: [LuaPackage], package: String, module: String,
    settings: FlowObject = [:], commands: [SimulatorCommand] = []
  ) {
    self.name = name
    self.packages = packages
    self.package = package
    self.module = module
    self.settings = settings
    self.commands = commands
  }
}
