import FlowValue

/// `run: workflow`: another workflow, as a run of its own.
///
/// Its id is made from this run's and the task's key, so that it is started once.
final class RunFrame: Frame {
  private let workflow: SubWorkflow
  private let body: TaskBodyInput

  init(workflow: SubWorkflow, body: TaskBodyInput) {
    self.workflow = workflow
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start:
      do throws(Problem) {
        return .ask(
          EffectRequest(
            key: body.scope.key.part("run"), kind: .run, arguments: try arguments(in: walk),
            owner: walk.program.workflow.document.name, task: body.facts.task.reference))
      } catch {
        return .fail(error)
      }
    case .answered(.value(let output)):
      if !workflow.await { return .complete(body.input) }
      return .complete(workflow.returnsOutput ? output : .null)
    case .answered(.problem(let problem)), .failed(let problem): return .fail(problem)
    case .answered(.unknown(let reason)):
      return .fail(ProblemType.outcomeUnknown.problem(reason))
    case .completed, .branch: return .fail(.unexpectedOutcome)
    }
  }

  private func arguments(in walk: Walk) throws(Problem) -> FlowValue {
    [
      "namespace": .string(workflow.namespace), "name": .string(workflow.name),
      "version": .string(workflow.version), "await": .bool(workflow.await),
      "input": try walk.expressions.evaluate(workflow.input, body.arguments(in: walk)),
    ]
  }
}
