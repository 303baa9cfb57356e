/// `switch`: the first case that holds says where to go; the data passes unchanged.
final class SwitchFrame: Frame {
  private let cases: [SwitchCase]
  private let body: TaskBodyInput

  init(cases: [SwitchCase], body: TaskBodyInput) {
    self.cases = cases
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      let arguments = body.arguments(in: walk)
      for option in cases {
        guard let when = option.when else { return .complete(body.input, option.then) }
        if try walk.expressions.holds(when, arguments) { return .complete(body.input, option.then) }
      }
      return .complete(body.input)
    } catch {
      return .fail(error)
    }
  }
}
