/// `set`: the output is a literal with its expressions evaluated.
final class SetFrame: Frame {
  private let template: Template
  private let body: TaskBodyInput

  init(template: Template, body: TaskBodyInput) {
    self.template = template
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      return .complete(try walk.expressions.evaluate(template, body.arguments(in: walk)))
    } catch {
      return .fail(error)
    }
  }
}
