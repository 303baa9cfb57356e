import FlowValue

/// The body of a task that asks for one effect and is done with its outcome.
protocol SingleEffectFrame: Frame {
  static var kind: EffectRequest.Kind { get }
  /// The last part of the effect's key.
  static var part: String { get }
  var body: TaskBodyInput { get }

  func arguments(in walk: Walk) throws(Problem) -> FlowValue
  /// The task's output, from the effect's outcome.
  func output(of outcome: FlowValue) -> FlowValue
}

extension SingleEffectFrame {
  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start:
      do throws(Problem) {
        return .ask(
          EffectRequest(
            key: body.scope.key.part(Self.part), kind: Self.kind,
            arguments: try arguments(in: walk),
            owner: walk.program.workflow.document.name, task: body.facts.task.reference))
      } catch {
        return .fail(error)
      }
    case .answered(.value(let outcome)): return .complete(output(of: outcome))
    case .answered(.problem(let problem)), .failed(let problem): return .fail(problem)
    case .answered(.unknown(let reason)):
      return .fail(ProblemType.outcomeUnknown.problem(reason))
    case .completed, .branch: return .fail(.unexpectedOutcome)
    }
  }
}
