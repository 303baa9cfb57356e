import FlowEngine

/// Where the modules of a plugin run: which of them are reached from functions, checks, simulators.
struct ModulePlaces {
  enum Place { case run, check, simulator }

  private var places: [String: Set<Place>] = [:]

  init(_ plugin: PluginSources) {
    guard let manifest = plugin.manifest else { return }
    let starts: [(Place, [String])] = [
      (
        .run,
        manifest.functions.map(\.module) + manifest.forms.compactMap { $0.validate?.module }
          + [manifest.hooks].compactMap(\.self)
      ),
      (.check, manifest.checks.map(\.module)),
      (.simulator, manifest.simulators.flatMap { [$0.module] + $0.commands.map(\.module) }),
    ]
    for (place, modules) in starts {
      for module in modules { reach(module, place, plugin) }
    }
  }

  /// Everywhere, for a module that nothing reaches.
  subscript(module: String) -> Set<Place> { places[module] ?? [.run, .check, .simulator] }

  private mutating func reach(_ module: String, _ place: Place, _ plugin: PluginSources) {
    guard let script = plugin.modules[module],
      places[module, default: []].insert(place).inserted
    else { return }
    for global in script.outline.globals where global.name.text == "require" {
      for name in global.arguments?.first?.texts ?? [] { reach(name.text, place, plugin) }
    }
  }
}
