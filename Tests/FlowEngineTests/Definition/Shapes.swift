import FlowValue

@testable import FlowEngine

/// A definition was read to something else than the test is about.
struct UnexpectedShape: Error {}

extension Template {
  /// The template on one line.
  var shape: String {
    switch self {
    case .literal(let value): value.shape
    case .expression(let expression): "${\(expression.source)}"
    case .array(let elements): "[\(elements.map(\.shape).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\($0.key): \($0.value.shape)" }.joined(separator: ", "))}"
    }
  }
}

extension FlowValue {
  fileprivate var shape: String {
    switch self {
    case .object(let members): Template.object(members.map { ($0, .literal($1)) }).shape
    case .array(let elements): Template.array(elements.map { .literal($0) }).shape
    default: string ?? json
    }
  }
}

extension DurationTemplate {
  var shape: String {
    switch self {
    case .milliseconds(let milliseconds): "\(milliseconds)"
    case .template(let template): template.shape
    }
  }
}

extension TaskDefinition {
  /// The task and all tasks inside, in document order.
  var all: [TaskDefinition] {
    let inner: [TaskDefinition] =
      switch body {
      case .do(let tasks): tasks
      case .for(let loop): loop.tasks
      case .fork(let fork): fork.branches
      case .listen(let listen): listen.foreach?.tasks ?? []
      case .try(let attempt): attempt.tasks + attempt.catch.tasks
      case .call, .emit, .raise, .run, .set, .switch, .wait: []
      }
    return [self] + inner.flatMap(\.all)
  }
}
