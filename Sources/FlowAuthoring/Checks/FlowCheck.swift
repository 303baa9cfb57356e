import FlowEngine
import Foundation

/// What is wrong with a flow.
struct FlowCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let workplace: Workplace
  private let names: ScriptCatalog

  /// - Throws: `EngineError` if a file cannot be read.
  init(_ url: URL, in workplace: Workplace, _ names: ScriptCatalog) throws(EngineError) {
    self.workplace = workplace
    self.names = names
    let bundle = try FlowFolder.find(
      url.path, in: [], plugins: workplace.plugins.map(\.folder), base: workplace.base
    ).bundle()
    let texts = TextSources(bundle.texts)
    let hooks = bundle.hooks.map { ScriptSource($0, syntax: try? LuaSyntax()) }
    diagnostics = texts.refusals + [hooks?.refusal].compactMap(\.self)
    diagnostics += workplace.plugins.flatMap(\.refusals)
    diagnostics += texts.untranslated + texts.unlike
    guard let definition = read(bundle.workflow) else { return }
    check(definition, texts, hooks)
    if diagnostics.allSatisfy({ $0.severity == .warning }) { load(bundle) }
  }

  private mutating func read(_ file: FlowBundle.Source) -> FlowDefinition? {
    do throws(DefinitionError) {
      // What a plugin has that cannot be read may be there.
      return try FlowDefinition(
        file, functions: Set(workplace.functions.keys),
        takesAnyFunction: workplace.unread.contains("functions"))
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }

  private mutating func check(
    _ definition: FlowDefinition, _ texts: TextSources, _ hooks: ScriptSource?
  ) {
    let workflow = definition.workflow
    diagnostics += Reachability(workflow, source: definition.source).findings.diagnostics
    let surroundings = ScriptSurroundings(
      workflow, file: definition.source.file, texts: texts, hooks: hooks?.outline, in: workplace)
    var expressions = ExpressionRules(definition, surroundings, names.runs)
    expressions.check()
    diagnostics += expressions.findings.diagnostics
    var rules = DefinitionRules(definition)
    rules.check()
    diagnostics +=
      rules.findings.diagnostics + UnusedRules(definition, hooks: hooks, in: workplace).diagnostics
    var calls = CallRules(definition, surroundings, in: workplace)
    calls.check()
    diagnostics += calls.findings.diagnostics
    if let hooks { check(hooks, of: definition, surroundings) }
  }

  private mutating func check(
    _ hooks: ScriptSource, of definition: FlowDefinition, _ surroundings: ScriptSurroundings
  ) {
    diagnostics +=
      HookRules(
        script: hooks, tasks: Set(definition.tasks.map(\.name)),
        lack: "\(surroundings.owner) has no task"
      ).diagnostics
    var rules = ScriptRules(
      surroundings: surroundings, names: names.runs, place: hooks.location,
      findings: Findings(source: hooks.source))
    rules.check(hooks.outline)
    diagnostics += rules.findings.diagnostics
  }

  /// Loads everything as a run would, since a script may fail on the way.
  private mutating func load(_ bundle: FlowBundle) {
    do throws(DefinitionError) {
      _ = try Program(bundle)
    } catch {
      diagnostics += error.diagnostics
    }
  }
}
