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
    diagnostics = plugin.refusals + plugin.texts.untranslated + plugin.texts.unlike
    checkHooks()
    diagnostics += UnusedRules(plugin, in: workplace).diagnostics
    diagnostics += ReplacementRules(plugin, in: workplace).diagnostics
    let surroundings = ScriptSurroundings(plugin, in: workplace)
    let places = ModulePlaces(plugin)
    for (name, module) in plugin.modules.sorted(by: { $0.key < $1.key }) {
      check(module, at: places[name], surroundings)
    }
    if diagnostics.allSatisfy({ $0.severity == .warning }) { checkLoading() }
  }

  private mutating func checkHooks() {
    guard let name = plugin.manifest?.hooks, let script = plugin.modules[name] else { return }
    let tasks = workplace.taskNames
    diagnostics +=
      HookRules(script: script, tasks: tasks.isEmpty ? nil : tasks, lack: "no flow has a task")
      .diagnostics
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
      let program = try Program(bundle)
      diagnostics += program.idleFaults(of: plugin.manifest?.name ?? "", in: bundle)
    } catch {
      diagnostics += error.diagnostics.map(placed)
    }
  }

  /// What has no place in a script is said of the plugin as a whole, at its name.
  private func placed(_ found: Diagnostic) -> Diagnostic {
    let file = plugin.bundle.manifest
    let source = SourceText(file.text, file: file.file)
    guard found.location == source.location(line: 1, column: 1),
      let name = (try? YAMLDocument.read(source, text: file.text))?["name"]
    else { return found }
    var findings = Findings(source: source)
    findings.report(found.code, at: name.location, found.message, hint: found.hint)
    return findings.diagnostics[0]
  }
}
