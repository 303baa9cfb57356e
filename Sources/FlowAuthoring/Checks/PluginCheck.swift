import FlowEngine

/// What is wrong with a plugin.
struct PluginCheck {
  private(set) var diagnostics: [Diagnostic]
  private let plugin: PluginSources
  private let workplace: Workplace
  private let names: ScriptCatalog

  init(_ plugin: PluginSources, in workplace: Workplace, _ names: ScriptCatalog) {
    self.plugin = plugin
    self.workplace = workplace
    self.names = names
    diagnostics = plugin.refusals
    guard let manifest = plugin.manifest else { return }
    diagnostics += plugin.texts.untranslated
    checkHooks(manifest)
    let surroundings = ScriptSurroundings(plugin, manifest, in: workplace)
    let places = ModulePlaces(plugin, manifest)
    for (name, module) in plugin.modules.sorted(by: { $0.key < $1.key }) {
      check(module, at: places[name], surroundings)
    }
    if diagnostics.isEmpty { checkLoading() }
  }

  private mutating func checkHooks(_ manifest: Manifest) {
    guard let name = manifest.hooks, let script = plugin.modules[name],
      !workplace.taskNames.isEmpty
    else { return }
    diagnostics +=
      HookRules(script: script, tasks: workplace.taskNames, lack: "no flow has a task").diagnostics
  }

  private mutating func check(
    _ module: ScriptSource, at places: Set<ModulePlaces.Place>, _ surroundings: ScriptSurroundings
  ) {
    var known: [ScriptNames] = []
    if places.contains(.run) { known.append(names.runs) }
    if places.contains(.check) { known.append(names.checks) }
    if places.contains(.simulator) { known.append(names.simulators) }
    var rules = ScriptRules(
      surroundings: surroundings,
      names: known.dropFirst().reduce(known.first ?? names.runs) { $0.union($1) },
      isSimulator: places.contains(.simulator), isCheck: places.contains(.check),
      place: module.location,
      findings: Findings(source: module.source))
    rules.check(module.outline)
    diagnostics += rules.findings.diagnostics
  }

  /// Loads the scripts, in a workflow that does nothing.
  private mutating func checkLoading() {
    let nothing = """
      document: { dsl: 1.0.3, namespace: check, name: nothing, version: 1.0.0 }
      do: []
      """
    let bundle = FlowBundle(
      workflow: FlowBundle.Source(file: plugin.bundle.manifest.file, text: nothing),
      plugins: workplace.plugins.map(\.bundle))
    guard workplace.plugins.allSatisfy(\.refusals.isEmpty) else { return }
    do throws(DefinitionError) {
      _ = try Program(bundle)
    } catch {
      diagnostics += error.diagnostics
    }
  }
}
