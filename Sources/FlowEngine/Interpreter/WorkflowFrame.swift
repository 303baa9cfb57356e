import FlowValue

/// The whole run: its input, its list of tasks, its output.
final class WorkflowFrame: Frame {
  private let workflow: Workflow

  init(workflow: Workflow) { self.workflow = workflow }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch event {
      case .start: return try start(in: walk)
      case .completed(let value, _): return .complete(try finish(value ?? .null, in: walk))
      case .failed(let problem): return .fail(problem)
      case .answered, .branch: return .fail(.unexpectedOutcome)
      }
    } catch {
      return .fail(error)
    }
  }

  private func start(in walk: Walk) throws(Problem) -> Step {
    let raw = walk.run.input
    try walk.check(raw, by: workflow.input.schema, what: "the workflow's input")
    var input = raw
    if let from = workflow.input.from {
      let arguments = ExpressionArguments(walk: walk, this: raw, hasContext: false)
      input = try walk.expressions.evaluate(from, arguments)
    }
    walk.context = input
    if let timeout = workflow.timeout {
      let arguments = ExpressionArguments(walk: walk, this: input)
      walk.arm(
        try walk.expressions.milliseconds(timeout, arguments),
        key: EffectKey("").part("deadline"), task: "/", above: 1)
    }
    return .enter(
      HookedFrame(
        hooks: walk.scripts.hooks(ofTask: HookFile.workflow), input: input, task: "/",
        key: EffectKey("").part(HookFile.workflow),
        facts: { [self] input in facts(input: input, in: walk) },
        body: { [tasks = workflow.tasks] input in
          DoFrame(tasks: tasks, input: input, scope: TaskPosition())
        }))
  }

  private func finish(_ raw: FlowValue, in walk: Walk) throws(Problem) -> FlowValue {
    var output = raw
    if let template = workflow.output.as {
      output = try walk.expressions.evaluate(template, ExpressionArguments(walk: walk, this: raw))
    }
    try walk.check(output, by: workflow.output.schema, what: "the workflow's output")
    return output
  }

  private func facts(input: FlowValue, in walk: Walk) -> FlowValue {
    [
      "name": .string(workflow.document.name), "reference": "/", "input": input,
      "context": walk.context, "workflow": walk.workflowDescriptor, "attempt": 1,
      "actor": walk.run.actor, "startedAt": .string(walk.run.startedAt.description),
    ]
  }
}
