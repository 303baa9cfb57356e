/// An entry of `use.extensions`: tasks around tasks of a kind.
package struct TaskExtension: Sendable {
  package let name: String
  /// The kind of task, such as `call`; `all` for every kind.
  package let extend: String
  package let when: Expression?
  package let before: [TaskDefinition]
  package let after: [TaskDefinition]
}
