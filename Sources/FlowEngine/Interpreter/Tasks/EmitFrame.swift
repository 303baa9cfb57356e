import FlowValue

/// `emit`: an event for whoever listens; the task's output is its input.
final class EmitFrame: Frame {
  private let event: EmittedEvent
  private let body: TaskBodyInput

  init(event: EmittedEvent, body: TaskBodyInput) {
    self.event = event
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start:
      do throws(Problem) {
        return .ask(
          EffectRequest(
            key: body.scope.key.part("emit"), kind: .emit, arguments: try attributes(in: walk),
            owner: walk.program.workflow.document.name, task: body.facts.task.reference))
      } catch {
        return .fail(error)
      }
    case .answered(.value): return .complete(body.input)
    case .answered(.problem(let problem)), .failed(let problem): return .fail(problem)
    case .answered(.unknown(let reason)):
      return .fail(ProblemType.outcomeUnknown.problem(reason))
    case .completed, .branch: return .fail(.unexpectedOutcome)
    }
  }

  private func attributes(in walk: Walk) throws(Problem) -> FlowValue {
    var attributes: FlowObject = [:]
    for (name, value) in event.attributes {
      attributes[name] = try walk.expressions.evaluate(value, body.arguments(in: walk))
    }
    for name in ["source", "type"] where attributes[name]?.string?.isEmpty ?? true {
      throw ProblemType.validation.problem("The event needs a text '\(name)'.")
    }
    if let id = attributes["id"], id.string?.isEmpty ?? true {
      throw ProblemType.validation.problem("The event's 'id' has to be a text that is not empty.")
    }
    return .object(attributes)
  }
}
