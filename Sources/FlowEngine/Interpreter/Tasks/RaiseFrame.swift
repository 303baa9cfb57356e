import FlowValue

/// `raise`: the task fails with a problem of the author's making.
final class RaiseFrame: Frame {
  private let error: ErrorDefinition
  private let body: TaskBodyInput

  init(error: ErrorDefinition, body: TaskBodyInput) {
    self.error = error
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      return .fail(try problem(in: walk))
    } catch {
      return .fail(error)
    }
  }

  private func problem(in walk: Walk) throws(Problem) -> Problem {
    let arguments = body.arguments(in: walk)
    func value(_ template: Template?) throws(Problem) -> FlowValue? {
      guard let template else { return nil }
      return try walk.expressions.evaluate(template, arguments)
    }
    guard let type = try value(error.type)?.string,
      let status = try value(error.status)?.integer.flatMap({ Int(exactly: $0) })
    else {
      throw ProblemType.configuration.problem(
        "The raised error needs a text 'type' and a whole-number 'status'.")
    }
    return Problem(
      type: type, status: status, title: try value(error.title)?.string ?? type,
      detail: try value(error.detail)?.string, instance: try value(error.instance)?.string)
  }
}
