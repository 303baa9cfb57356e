/// `run: workflow`: another workflow, as a run of its own.
package struct SubWorkflow: Sendable {
  package let namespace: String
  package let name: String
  /// As written; `latest` takes whatever version is found.
  package let version: String
  package let input: Template
  /// Whether the task waits for the run's end; if not, its own input is its output.
  package let await: Bool
  /// Whether the run's output is the task's; `return: none` drops it.
  package let returnsOutput: Bool
}

extension SubWorkflow {
  /// Whether it names the workflow of that identity.
  package func names(_ identity: WorkflowIdentity) -> Bool {
    namespace == identity.namespace && name == identity.name
      && ["latest", identity.version].contains(version)
  }
}

extension Workflow {
  /// What the tasks of the workflow run, at any depth.
  package var subworkflows: [SubWorkflow] {
    let extensions = use.extensions.flatMap { $0.before + $0.after }
    return (tasks + extensions).flatMap(\.subworkflows)
  }
}

extension TaskDefinition {
  fileprivate var subworkflows: [SubWorkflow] {
    if case .run(let workflow) = body { return [workflow] }
    return body.tasks.flatMap(\.subworkflows)
  }
}
