/// The standard's arguments of expressions, by the place of the expression.
enum ExpressionNames {
  /// What `input.from` of the workflow sees.
  static let workflowInput: Set = ["this", "workflow", "runtime", "secrets"]
  /// What the workflow's `timeout` and `output.as` see.
  static let workflow = workflowInput.union(["context"])
  /// What a task sees.
  static let task = workflow.union(["input", "task"])
  /// What `export.as` sees, which is all there is.
  static let export = task.union(["output"])

  /// Where an argument is, or what stands for it, that an expression does not see.
  static func hint(forAbsent name: String) -> String? {
    switch name {
    case "output": "only 'export.as' sees 'output'; in 'output.as' the output is 'this'"
    case "input": "what came into the workflow is 'workflow.input'"
    case "context": "nothing is in the context before the input, which is 'this'"
    case "task": "'task' is there inside tasks"
    default: nil
    }
  }

  /// The variables that are seen beside the arguments, which no variable hides.
  static func adding(_ variables: [String], to names: Set<String>) -> Set<String> {
    names.union(variables.filter { !export.contains($0) })
  }
}
