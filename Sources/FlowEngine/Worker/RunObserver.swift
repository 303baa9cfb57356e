/// What happens in a run while it is driven, for whoever shows progress.
public enum RunEvent: Sendable {
  /// A task starts.
  case taskStarted(name: String, reference: String)
  /// A task has ended as `completed`, `faulted` or `skipped`.
  case taskEnded(name: String, reference: String, status: String)
  /// A file was saved.
  case saved(Artifact)
  /// A script wrote to the log.
  case log(level: String, text: String, task: String)
}

/// Passes a walk's events on, but not those of a replay: they were seen before.
final class RunObserver: WalkObserver {
  private var isLive = false
  private let path: PathObserver?
  private let report: @Sendable (RunEvent) -> Void

  init(path: PathObserver? = nil, report: @escaping @Sendable (RunEvent) -> Void) {
    self.path = path
    self.report = report
  }

  /// The journal has been replayed; what comes now is new.
  func replayed() { isLive = true }

  func taskStarted(_ name: String, reference: String) {
    guard isLive else { return }
    path?.taskStarted(name, reference: reference)
    report(.taskStarted(name: name, reference: reference))
  }

  func taskEnded(_ task: TaskRecord) {
    guard isLive else { return }
    path?.taskEnded(task)
    report(.taskEnded(name: task.name, reference: task.reference, status: task.status.rawValue))
  }

  func branchTaken(_ branch: @autoclosure () -> Branch) {
    if isLive { path?.branchTaken(branch()) }
  }

  func saved(_ artifact: Artifact) {
    if isLive { report(.saved(artifact)) }
  }

  func log(_ level: String, _ text: String, task: String) {
    if isLive { report(.log(level: level, text: text, task: task)) }
  }
}
