import FlowValue

/// Where a task stands: the scope of its key, the variables it sees, the attempt it belongs to.
struct TaskPosition {
  var key = EffectKey("")
  var variables = Variables.none
  var attempt = 1
  /// Whether the task belongs to an extension, which is not extended itself.
  var isExtension = false
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
      case .answered, .branch: throw .unexpectedOutcome
      }
    } catch {
      let problem = error.located(at: task.reference)
      if let record {
        walk.observer.noted(.taskFailed(index: record, problem))
        walk.taskEnded(record, .faulted)
      }
      return .fail(problem)
    }
  }

  private func start(in walk: Walk) throws(Problem) -> Step {
    let record = walk.taskStarted(task, key: scope.key, input: rawInput)
    self.record = record
    if let condition = task.if {
      let holds = try walk.expressions.holds(condition, arguments(on: rawInput, in: walk))
      walk.observer.branchTaken(task.branch(holds ? .ifTaken : .ifSkipped))
      if !holds {
        walk.taskEnded(record, .skipped)
        return .complete(rawInput, .continue)
      }
    }
    try walk.check(rawInput, by: task.input.schema, what: "the input of \(task.name)")
    if let from = task.input.from {
      input = try walk.expressions.evaluate(from, arguments(on: rawInput, in: walk))
    }
    let hooks = walk.scripts.hooks(ofTask: task.name)
    if let timeout = task.timeout {
      let limit = try walk.expressions.milliseconds(timeout, arguments(on: input, in: walk))
      // With hooks, theirs is the fault: `fault` may recover from it.
      walk.arm(
        limit, key: scope.key.part("deadline"), task: task.reference, above: hooks.isEmpty ? 0 : 1)
    }
    if hooks.isEmpty { return .enter(try bodyFrame(input: input, in: walk)) }
    return .enter(
      HookedFrame(
        hooks: hooks, input: input, task: task.reference, key: scope.key,
        facts: { [self] input in hookFacts(input: input, in: walk) },
        body: { [self] (input) throws(Problem) in try bodyFrame(input: input, in: walk) }))
  }

  func abandoned(in walk: Walk) {
    if let record { walk.taskEnded(record, .cancelled) }
  }

  private func bodyFrame(input: FlowValue, in walk: Walk) throws(Problem) -> any Frame {
    self.input = input
    if let record { walk.observer.noted(.bodyBegan(index: record, input: input)) }
    let body = TaskBodyInput(facts: facts, input: input, scope: scope)
    let frame = frame(of: body)
    let extensions = try extensions(in: walk)
    return extensions.isEmpty
      ? frame : ExtendedFrame(extensions: extensions, body: body, inner: frame)
  }

  private func extensions(in walk: Walk) throws(Problem) -> [TaskExtension] {
    let all = walk.program.workflow.use.extensions
    if all.isEmpty || scope.isExtension { return [] }
    var extensions: [TaskExtension] = []
    for candidate in all where ["all", task.body.kind].contains(candidate.extend) {
      if let when = candidate.when,
        try !walk.expressions.holds(when, arguments(on: input, in: walk))
      {
        continue
      }
      extensions.append(candidate)
    }
    return extensions
  }

  private func frame(of body: TaskBodyInput) -> any Frame {
    switch task.body {
    case .call(let call): CallFrame(call: call, body: body)
    case .do(let tasks): DoFrame(tasks: tasks, input: body.input, scope: scope)
    case .emit(let event): EmitFrame(event: event, body: body)
    case .for(let loop): ForFrame(loop: loop, body: body)
    case .fork(let fork): ForkFrame(fork: fork, body: body)
    case .listen(let listen): ListenFrame(listen: listen, body: body)
    case .raise(let error): RaiseFrame(error: error, body: body)
    case .run(let workflow): RunFrame(workflow: workflow, body: body)
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
    try walk.check(output, by: task.output.schema, what: "the output of \(task.name)")
    if let template = task.export.as {
      var arguments = arguments(on: output, in: walk)
      arguments.output = output
      let context = try walk.expressions.evaluate(template, arguments)
      try walk.check(context, by: task.export.schema, what: "what \(task.name) exports")
      walk.context = context
      walk.observer.noted(.exported(context, task: task.reference))
    }
    if let record {
      walk.observer.noted(.taskGave(index: record, output: output))
      walk.taskEnded(record, .completed)
    }
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
