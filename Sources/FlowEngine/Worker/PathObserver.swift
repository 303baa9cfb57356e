/// Keeps the way that a walk goes.
final class PathObserver: WalkObserver {
  private let footprints: Footprints
  private let file: String

  init(_ footprints: Footprints, of workflow: Workflow) {
    self.footprints = footprints
    file = workflow.file
  }

  func taskStarted(_ name: String, reference: String) {
    footprints.note(in: file) { path in
      path.tasks[reference, default: 0] += 1
      path.open.insert(reference)
      path.faulted.remove(reference)
    }
  }

  func taskEnded(_ task: TaskRecord) {
    footprints.note(in: file) { $0.end(task) }
  }

  func branchTaken(_ branch: @autoclosure () -> Branch) {
    let branch = branch()
    footprints.note(in: file) { $0.branches[branch, default: 0] += 1 }
  }

  func saved(_ artifact: Artifact) {}

  func log(_ level: String, _ text: String, task: String) {}
}

extension WalkedPath {
  fileprivate mutating func end(_ task: TaskRecord) {
    open.remove(task.reference)
    switch task.status {
    case .completed: completed[task.reference, default: 0] += 1
    case .faulted: faulted.insert(task.reference)
    case .skipped:
      // That a task is skipped is known only after its start.
      let count = tasks[task.reference, default: 0] - 1
      tasks[task.reference] = count > 0 ? count : nil
    case .cancelled, .running: break
    }
  }
}

extension Workflow {
  /// The file of the definition, as messages print it.
  package var file: String { tasks.first?.location.file ?? "" }
}
