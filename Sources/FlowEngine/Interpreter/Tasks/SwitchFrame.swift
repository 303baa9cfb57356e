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
        if let when = option.when, try !walk.expressions.holds(when, arguments) { continue }
        walk.observer.branchTaken(body.facts.task.branch(option))
        return .complete(body.input, option.then)
      }
      walk.observer.branchTaken(body.facts.task.branch(.switchNone))
      return .complete(body.input)
    } catch {
      return .fail(error)
    }
  }
}
