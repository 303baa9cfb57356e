package import FlowEngine
package import FlowValue

/// A step that no fixture performs, or a branch that none takes.
package struct MissedPart: Sendable {
  /// The task.
  package let task: String
  /// Its JSON pointer.
  package let reference: String
  /// The branch; `nil` for the step itself.
  package let branch: Branch.Kind?
  /// The place in the definition.
  package let location: SourceLocation
  /// Whether it goes without saying: a step inside one that is missed, a branch of such a step.
  let isImplied: Bool

  init(step: TaskDefinition, isImplied: Bool) {
    task = step.name
    reference = step.reference
    branch = nil
    location = step.location
    self.isImplied = isImplied
  }

  init(_ branch: Branch, isImplied: Bool) {
    task = branch.task
    reference = branch.reference
    self.branch = branch.kind
    location = branch.location
    self.isImplied = isImplied
  }

  /// `file:line` and what was missed.
  package var line: String { "\(location.file):\(location.line)  \(words)" }

  /// What was missed, in words.
  package var words: String {
    switch branch {
    case nil: "'\(task)' was never performed"
    case .switchCase(let name): "case '\(name)' of '\(task)' was never taken"
    case .switchNone: "'\(task)' was never left without a case that fits"
    case .ifTaken: "`if` of '\(task)' was never true"
    case .ifSkipped: "`if` of '\(task)' was never false"
    case .caught: "`catch` of '\(task)' never handled a problem"
    case .retried: "`catch` of '\(task)' never tried again"
    case .notCaught: "`try` of '\(task)' never ended without its `catch`"
    case .loopEntered: "the loop '\(task)' was never entered"
    case .loopSkipped: "the loop '\(task)' was never skipped"
    }
  }

  /// As programs read it.
  package var value: FlowValue {
    var value: FlowValue = [
      "file": .string(location.file), "line": .integer(Int64(location.line)),
      "task": .string(task), "reference": .string(reference),
      "branch": branch.map { .string($0.name) } ?? .null, "text": .string(words),
    ]
    if case .switchCase(let name) = branch { value["case"] = .string(name) }
    return value
  }
}
