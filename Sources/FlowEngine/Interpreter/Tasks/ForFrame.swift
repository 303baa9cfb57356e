import FlowValue

/// `for`: a list of tasks for each item; each pass gets the output of the one before.
final class ForFrame: Frame {
  private let loop: ForLoop
  private let body: TaskBodyInput
  private var items: [FlowValue] = []
  private var index = 0
  private var value: FlowValue

  init(loop: ForLoop, body: TaskBodyInput) {
    self.loop = loop
    self.body = body
    value = body.input
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch event {
      case .start: items = try readItems(in: walk)
      case .completed(let output, let directive):
        value = output ?? .null
        if directive == .end { return .complete(value, .end) }
        index += 1
      case .failed(let problem): return .fail(problem)
      case .answered, .branch: return .fail(.unexpectedOutcome)
      }
      return try enterItem(in: walk)
    } catch {
      return .fail(error)
    }
  }

  private func readItems(in walk: Walk) throws(Problem) -> [FlowValue] {
    let collection = try walk.expressions.evaluate(loop.in, body.arguments(in: walk))
    guard let items = collection.array else {
      throw ProblemType.expression.problem(
        "'for.in' has to be an array, and it is \(collection.typeName).")
    }
    return items
  }

  private func enterItem(in walk: Walk) throws(Problem) -> Step {
    guard index < items.count else { return leave(in: walk) }
    var scope = body.scope
    scope.variables = scope.variables
      .adding(loop.each, items[index]).adding(loop.at, .integer(Int64(index)))
    scope.key = scope.key.item(index)
    if let condition = loop.while {
      var arguments = body.arguments(in: walk)
      arguments.this = value
      arguments.variables = scope.variables
      if try !walk.expressions.holds(condition, arguments) { return leave(in: walk) }
    }
    if index == 0 { walk.observer.branchTaken(body.facts.task.branch(.loopEntered)) }
    walk.observer.noted(
      .passBegan(variable: loop.each, items[index], task: body.facts.task.reference))
    return .enter(DoFrame(tasks: loop.tasks, input: value, scope: scope))
  }

  private func leave(in walk: Walk) -> Step {
    if index == 0 { walk.observer.branchTaken(body.facts.task.branch(.loopSkipped)) }
    return .complete(value)
  }
}
