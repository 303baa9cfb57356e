/// `run: workflow`: another workflow, as a run of its own.
struct SubWorkflow: Sendable {
  let namespace: String
  let name: String
  /// As written; `latest` takes whatever version is found.
  let version: String
  let input: Template
  /// Whether the task waits for the run's end; if not, its own input is its output.
  let await: Bool
  /// Whether the run's output is the task's; `return: none` drops it.
  let returnsOutput: Bool
}
