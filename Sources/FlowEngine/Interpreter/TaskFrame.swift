import FlowValue

/// Where a task stands: the scope of its key, the variables it sees, the attempt it belongs to.
struct TaskPosition {
  var key = EffectKey("")
  var variables = Variables.none
  var attempt = 1
}

/// The life of one task: `if` → input → hooks around the body → output → export → where to go.
final class TaskFrame: Frame {
  private let task: TaskDefinition
  private let scope: TaskPosition
  private let rawInput: FlowValue
  private var input: FlowValue
  private var facts: TaskFacts
  private var record: Int?

  init(task: TaskDefinition, input: FlowValue, scope: TaskPosition, in walk: Walk) {
    self.task = task
    self.scope = scope
    rawInput = input
    self.input = input
    facts = TaskFacts(
      task: task, key: scope.key, attempt: scope.attempt, startedAt: walk.time, rawInput: input)
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch event {
      case .start: return try start(in: walk)
      case .completed(let value, let directive):
        return try finish(value ?? .null, directive, in: walk)
      case .failed(let problem): throw problem
      case .answered: throw .unexpectedOutcome
      }
    } catch {
      if let record { walk.taskEnded(record, .faulted) }
      return .fail(error.located(at: task.reference))
    }
  }

  private func start(in walk: Walk) throws(Problem) -> Step {
    let record = walk.taskStarted(task)
    self.record = record
    if let condition = task.if,
      try !walk.expressions.holds(condition, arguments(on: rawInput, in: walk))
    {
      walk.taskEnded(record, .skipped)
      return .complete(rawInput, .continue)
    }
    try task.input.schema?.validate(rawInput, what: "the input of \(task.name)")
    if let from = task.input.from {
      input = try walk.expressions.evaluate(from, arguments(on: rawInput, in: walk))
    }
    let hooks = walk.scripts.hooks(ofTask: task.name)
    if hooks.isEmpty { return .enter(bodyFrame(input: input, in: walk)) }
    return .enter(
      HookedFrame(
        hooks: hooks, input: input, task: task.reference, key: scope.key,
        facts: { [self] input in hookFacts(input: input, in: walk) },
        body: { [self] input in bodyFrame(input: input, in: walk) }))
  }

  private func bodyFrame(input: FlowValue, in walk: Walk) -> any Frame {
    self.input = input
    let body = TaskBodyInput(facts: facts, input: input, scope: scope)
    return switch task.body {
    case .call(let call): CallFrame(call: call, body: body)
    case .do(let tasks): DoFrame(tasks: tasks, input: input, scope: scope)
    case .for(let loop): ForFrame(loop: loop, body: body)
    case .raise(let error): RaiseFrame(error: error, body: body)
    case .set(let template): SetFrame(template: template, body: body)
    case .switch(let cases): SwitchFrame(cases: cases, body: body)
    case .try(let attempt): TryFrame(attempt: attempt, body: body)
    case .wait(let duration): WaitFrame(duration: duration, body: body)
    }
  }

  private func finish(_ raw: FlowValue, _ directive: FlowDirective, in walk: Walk)
    throws(Problem) -> Step
  {
    facts.rawOutput = raw
    var output = raw
    if let template = task.output.as {
      output = try walk.expressions.evaluate(template, arguments(on: raw, in: walk))
    }
    try task.output.schema?.validate(output, what: "the output of \(task.name)")
    if let template = task.export.as {
      var arguments = arguments(on: output, in: walk)
      arguments.output = output
      let context = try walk.expressions.evaluate(template, arguments)
      try task.export.schema?.validate(context, what: "what \(task.name) exports")
      walk.context = context
    }
    if let record { walk.taskEnded(record, .completed) }
    return .complete(output, directive == .continue ? task.then : directive)
  }

  private func arguments(on this: FlowValue, in walk: Walk) -> ExpressionArguments {
    ExpressionArguments(
      walk: walk, this: this, input: input, task: facts, variables: scope.variables)
  }

  private func hookFacts(input: FlowValue, in walk: Walk) -> FlowValue {
    [
      "name": .string(task.name), "reference": .string(task.reference), "input": input,
      "context": walk.context, "workflow": walk.workflowDescriptor,
      "attempt": .integer(Int64(scope.attempt)), "actor": walk.run.actor,
      "startedAt": .string(facts.startedAt.description),
    ]
  }
}

/// What the body of a task works on.
struct TaskBodyInput {
  let facts: TaskFacts
  let input: FlowValue
  let scope: TaskPosition

  /// What the task's own expressions see; they are evaluated on the transformed input.
  func arguments(in walk: Walk) -> ExpressionArguments {
    ExpressionArguments(
      walk: walk, this: input, input: input, task: facts, variables: scope.variables)
  }
}
