import FlowValue

/// `run: workflow`: another workflow, as a run of its own.
///
/// Its id is made from this run's and the task's key, so that it is started once.
final class RunFrame: SingleEffectFrame {
  static let kind = EffectRequest.Kind.run
  static let part = "run"

  private let workflow: SubWorkflow
  let body: TaskBodyInput

  init(workflow: SubWorkflow, body: TaskBodyInput) {
    self.workflow = workflow
    self.body = body
  }

  func output(of outcome: FlowValue) -> FlowValue {
    if !workflow.await { return body.input }
    return workflow.returnsOutput ? outcome : .null
  }

  func arguments(in walk: Walk) throws(Problem) -> FlowValue {
    [
      "namespace": .string(workflow.namespace), "name": .string(workflow.name),
      "version": .string(workflow.version), "await": .bool(workflow.await),
      "input": try walk.expressions.evaluate(workflow.input, body.arguments(in: walk)),
    ]
  }
}
