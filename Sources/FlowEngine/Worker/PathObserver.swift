/// Keeps the way that a walk goes.
final class PathObserver: WalkObserver {
  private let footprints: Footprints
  private let file: String

  init(_ footprints: Footprints, of workflow: Workflow) {
    self.footprints = footprints
    file = workflow.file
  }

  func taskStarted(_ name: String, reference: String) {
    footprints.note(in: file) { $0.tasks[reference, default: 0] += 1 }
  }

  /// That a task is skipped is known only after its start.
  func taskEnded(_ task: TaskRecord) {
    guard task.status == .skipped else { return }
    footprints.note(in: file) { path in
      let count = path.tasks[task.reference, default: 0] - 1
      path.tasks[task.reference] = count > 0 ? count : nil
    }
  }

  func branchTaken(_ branch: Branch) {
    footprints.note(in: file) { $0.branches[branch, default: 0] += 1 }
  }

  func saved(_ artifact: Artifact) {}

  func log(_ level: String, _ text: String, task: String) {}
}

extension Workflow {
  /// The file of the definition, as messages print it.
  package var file: String { tasks.first?.location.file ?? "" }
}
