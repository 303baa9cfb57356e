/// An entry of `use.extensions`: tasks around tasks of a kind.
struct TaskExtension: Sendable {
  let name: String
  /// The kind of task, such as `call`; `all` for every kind.
  let extend: String
  let when: Expression?
  let before: [TaskDefinition]
  let after: [TaskDefinition]
}
