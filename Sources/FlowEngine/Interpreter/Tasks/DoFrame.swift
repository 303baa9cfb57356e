import FlowValue

/// A list of tasks, one after the other; each gets the output of the one before.
final class DoFrame: Frame {
  private let tasks: [TaskDefinition]
  private let scope: TaskPosition
  private var value: FlowValue
  private var index = 0
  /// How often each task was entered, for the keys of those entered again.
  private var visits: [Int]

  init(tasks: [TaskDefinition], input: FlowValue, scope: TaskPosition) {
    self.tasks = tasks
    self.scope = scope
    value = input
    visits = Array(repeating: 0, count: tasks.count)
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start: return enterTask(in: walk)
    case .completed(let output, let directive):
      value = output ?? .null
      return follow(directive, in: walk)
    case .failed(let problem): return .fail(problem)
    case .answered, .branch: return .fail(.unexpectedOutcome)
    }
  }

  private func follow(_ directive: FlowDirective, in walk: Walk) -> Step {
    switch directive {
    case .continue: index += 1
    case .exit: return .complete(value)
    case .end: return .complete(value, .end)
    case .task(let name):
      guard let target = tasks.firstIndex(where: { $0.name == name }) else {
        return .fail(ProblemType.configuration.problem("There is no task \(name) in this list."))
      }
      index = target
    }
    return enterTask(in: walk)
  }

  private func enterTask(in walk: Walk) -> Step {
    guard index < tasks.count else { return .complete(value) }
    let task = tasks[index]
    visits[index] += 1
    var scope = self.scope
    scope.key = scope.key.task(task.name, visit: visits[index])
    return .enter(TaskFrame(task: task, input: value, scope: scope, in: walk))
  }
}
