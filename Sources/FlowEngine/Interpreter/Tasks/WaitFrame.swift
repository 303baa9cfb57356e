import FlowValue

/// `wait`: the task's input passes after a while.
final class WaitFrame: SingleEffectFrame {
  static let kind = EffectRequest.Kind.sleep
  static let part = "wait"

  private let duration: DurationTemplate
  let body: TaskBodyInput

  init(duration: DurationTemplate, body: TaskBodyInput) {
    self.duration = duration
    self.body = body
  }

  func output(of outcome: FlowValue) -> FlowValue { body.input }

  func arguments(in walk: Walk) throws(Problem) -> FlowValue {
    let length = try walk.expressions.milliseconds(duration, body.arguments(in: walk))
    return ["milliseconds": .integer(max(0, length))]
  }
}
