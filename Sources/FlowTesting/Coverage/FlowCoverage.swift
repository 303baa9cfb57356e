package import FlowEngine
package import FlowValue

/// How much of a flow its fixtures reach: its steps, which are its tasks, and its branches.
package struct FlowCoverage: Sendable {
  /// The flow's name.
  package let flow: String
  /// The file of its definition.
  package let file: String
  /// The way that all fixtures went together.
  package let path: WalkedPath
  /// What no fixture reached, in the order of the definition.
  package let missed: [MissedPart]
  private let steps: Int
  private let branches: Int

  /// - Parameters:
  ///   - workflow: The flow.
  ///   - path: The way of all walks.
  package init(_ workflow: Workflow, path: WalkedPath) {
    flow = workflow.document.name
    file = workflow.file
    self.path = path
    let steps = workflow.steps
    self.steps = steps.count
    branches = workflow.branches.count
    var unreached: [String] = []
    missed = steps.flatMap { step -> [MissedPart] in
      var parts: [MissedPart] = []
      let branches = step.branches.filter { path.branches[$0] == nil }
      let isImplied = unreached.contains { step.reference.hasPrefix($0) }
      let isReached = path.tasks[step.reference] != nil
      let isSkipped = !isReached && branches.count < step.branches.count
      if !isReached {
        parts.append(MissedPart(step: step, isImplied: isImplied || isSkipped))
        unreached.append(step.reference + "/")
      }
      return parts
        + branches.map { branch in
          let isOfStep = branch.kind == .ifTaken || branch.kind == .ifSkipped
          return MissedPart(branch, isImplied: !isReached && !(isSkipped && isOfStep))
        }
    }
  }

  /// Whether everything was reached.
  package var isComplete: Bool { missed.isEmpty }

  /// How much was reached, in one line.
  package var summary: String {
    let counts = [("steps", reachedSteps, steps), ("branches", takenBranches, branches)]
    return counts.map { "\($0) \($1) of \($2)" }.joined(separator: ", ")
  }

  /// What people read of what was missed, without what goes without saying.
  package var lines: [String] { missed.filter { !$0.isImplied }.map(\.line) }

  /// As programs read it.
  package var value: FlowValue {
    [
      "flow": .string(flow), "file": .string(file),
      "steps": ["total": .integer(Int64(steps)), "reached": .integer(Int64(reachedSteps))],
      "branches": ["total": .integer(Int64(branches)), "taken": .integer(Int64(takenBranches))],
      "missed": .array(missed.map(\.value)),
    ]
  }

  private var reachedSteps: Int { steps - missed.count { $0.branch == nil } }
  private var takenBranches: Int { branches - missed.count { $0.branch != nil } }
}
