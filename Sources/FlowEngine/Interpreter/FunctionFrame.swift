import FlowValue

/// A plugin's function: its arguments checked, its script run, its output checked.
final class FunctionFrame: Frame {
  private let function: PluginFunction
  private let script: ScriptFrame

  /// - Throws: a problem if no plugin has the function, or the arguments break its schema.
  init(name: String, arguments: FlowValue, key: EffectKey, task: String, in walk: Walk)
    throws(Problem)
  {
    guard let function = walk.program.function(named: name) else {
      let known = walk.program.functionNames.sorted()
      throw ProblemType.configuration.problem(
        "There is no function \(name)"
          + (Spelling.hint(for: name, among: known).map { "; \($0)" }
            ?? ". The plugins in use have: \(known.joined(separator: ", "))"))
    }
    try walk.check(arguments, by: function.input, what: "the arguments of \(name)")
    self.function = function
    script = ScriptFrame(
      script: try walk.scripts.function(function), name: name, arguments: [arguments], key: key,
      owner: function.plugin, task: task)
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start: return .enter(script)
    case .failed(let problem): return .fail(problem)
    case .answered, .branch: return .fail(.unexpectedOutcome)
    case .completed(let value, _):
      do throws(Problem) {
        let output = value ?? .null
        try walk.check(output, by: function.output, what: "what \(function.name) returned")
        return .complete(output)
      } catch {
        return .fail(error)
      }
    }
  }
}
