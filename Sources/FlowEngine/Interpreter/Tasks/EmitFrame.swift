import FlowValue

/// `emit`: an event for whoever listens; the task's output is its input.
final class EmitFrame: SingleEffectFrame {
  static let kind = EffectRequest.Kind.emit
  static let part = "emit"

  private let event: EmittedEvent
  let body: TaskBodyInput

  init(event: EmittedEvent, body: TaskBodyInput) {
    self.event = event
    self.body = body
  }

  func output(of outcome: FlowValue) -> FlowValue { body.input }

  func arguments(in walk: Walk) throws(Problem) -> FlowValue {
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
