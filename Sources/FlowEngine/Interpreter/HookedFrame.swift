import FlowValue

/// A body with its hooks around it.
///
/// The order is `before`, outermost plugin first; the body; `after`, innermost first. A fault in
/// any of them goes to `fault`, innermost first; what a `fault` hook returns stands for the output,
/// and `after` is skipped.
final class HookedFrame: Frame {
  private enum Stage {
    case before
    case body
    case after
    case fault(Problem)
  }

  private let hooks: [Hook]
  private let task: String
  private let key: EffectKey
  private let facts: (FlowValue) -> FlowValue
  private let body: (FlowValue) throws(Problem) -> any Frame

  private var stage = Stage.before
  /// The hooks that have not had their turn in this stage.
  private var remaining: ArraySlice<Hook>
  private var value: FlowValue
  private var input: FlowValue
  private var directive = FlowDirective.continue

  init(
    hooks: [Hook], input: FlowValue, task: String, key: EffectKey,
    facts: @escaping (FlowValue) -> FlowValue,
    body: @escaping (FlowValue) throws(Problem) -> any Frame
  ) {
    self.hooks = hooks
    self.input = input
    self.task = task
    self.key = key
    self.facts = facts
    self.body = body
    value = input
    remaining = hooks[...]
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch (stage, event) {
    case (_, .start): break
    case (.before, .completed(let changed, _)): input = changed ?? input
    case (.body, .completed(let output, let directive)):
      value = output ?? .null
      self.directive = directive
      enter(.after)
    case (.after, .completed(let changed, _)): value = changed ?? value
    case (.fault, .completed(let recovered?, _)): return .complete(recovered)
    case (.fault, .completed(nil, _)): break
    case (.fault, .failed(let problem)): stage = .fault(problem)
    case (_, .failed(let problem)): enter(.fault(problem))
    case (_, .answered), (_, .branch): return .fail(.unexpectedOutcome)
    }
    return next()
  }

  private func enter(_ stage: Stage) {
    self.stage = stage
    remaining = hooks[...]
  }

  private func next() -> Step {
    switch stage {
    case .before:
      while let hook = remaining.popFirst() {
        if let script = hook.before { return run(script, of: hook, "before", []) }
      }
      stage = .body
      do throws(Problem) {
        return .enter(try body(input))
      } catch {
        enter(.fault(error))
        return next()
      }
    case .body: return .fail(.unexpectedOutcome)
    case .after:
      while let hook = remaining.popLast() {
        if let script = hook.after { return run(script, of: hook, "after", [value]) }
      }
      return .complete(value, directive)
    case .fault(let problem):
      while let hook = remaining.popLast() {
        if let script = hook.fault { return run(script, of: hook, "fault", [problem.value]) }
      }
      return .fail(problem)
    }
  }

  private func run(
    _ script: ScriptReference, of hook: Hook, _ moment: String, _ further: [FlowValue]
  ) -> Step {
    let name = "\(moment):\(hook.name)"
    return .enter(
      ScriptFrame(
        script: script, name: name, arguments: [facts(input)] + further, key: key.part(name),
        owner: hook.owner, task: task))
  }
}
