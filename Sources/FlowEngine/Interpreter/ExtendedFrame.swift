import FlowValue

/// A task's body with the tasks of `use.extensions` around it.
///
/// They run for what they do: their outputs are dropped, and the data passes them unchanged. They
/// are not extended themselves.
final class ExtendedFrame: Frame {
  private let body: TaskBodyInput
  private let inner: any Frame
  /// What is still to run: lists of tasks, and between them, as `nil`, the body.
  private var remaining: ArraySlice<(key: EffectKey, tasks: [TaskDefinition])?>
  private var output: FlowValue?
  private var directive = FlowDirective.continue
  private var isInBody = false

  init(extensions: [TaskExtension], body: TaskBodyInput, inner: any Frame) {
    self.body = body
    self.inner = inner
    func steps(_ moment: String, _ tasks: KeyPath<TaskExtension, [TaskDefinition]>)
      -> [(key: EffectKey, tasks: [TaskDefinition])?]
    {
      extensions.filter { !$0[keyPath: tasks].isEmpty }.map {
        (body.scope.key.part("\(moment):\($0.name)"), $0[keyPath: tasks])
      }
    }
    remaining = (steps("before", \.before) + [nil] + steps("after", \.after).reversed())[...]
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start: break
    case .completed(let value, let directive):
      if isInBody {
        (output, self.directive) = (value, directive)
        isInBody = false
      } else if directive == .end {
        return .complete(value, .end)
      }
    case .failed(let problem): return .fail(problem)
    case .answered, .branch: return .fail(.unexpectedOutcome)
    }
    guard let step = remaining.popFirst() else { return .complete(output, directive) }
    guard let step else {
      isInBody = true
      return .enter(inner)
    }
    var scope = body.scope
    scope.key = step.key
    scope.isExtension = true
    return .enter(DoFrame(tasks: step.tasks, input: output ?? body.input, scope: scope))
  }
}
