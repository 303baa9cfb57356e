import FlowValue

/// `wait`: the task's input passes after a while.
final class WaitFrame: Frame {
  private let duration: DurationTemplate
  private let body: TaskBodyInput

  init(duration: DurationTemplate, body: TaskBodyInput) {
    self.duration = duration
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start:
      do throws(Problem) {
        let wait = try walk.expressions.milliseconds(duration, body.arguments(in: walk))
        return .ask(
          walk.sleep(wait, key: body.scope.key.part("wait"), task: body.facts.task.reference))
      } catch {
        return .fail(error)
      }
    case .answered(.problem(let problem)): return .fail(problem)
    case .answered: return .complete(body.input)
    case .completed, .failed, .branch: return .fail(.unexpectedOutcome)
    }
  }
}

extension Walk {
  /// A pause that the engine itself asks for.
  func sleep(_ milliseconds: Int64, key: EffectKey, task: String) -> EffectRequest {
    EffectRequest(
      key: key, kind: .sleep, arguments: ["milliseconds": .integer(max(0, milliseconds))],
      owner: program.workflow.document.name, task: task)
  }
}
