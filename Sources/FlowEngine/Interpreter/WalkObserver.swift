/// Watches a walk for progress and logs.
///
/// It sees a step again on every replay.
protocol WalkObserver: AnyObject {
  func taskStarted(_ name: String, reference: String)
  func taskEnded(_ task: TaskRecord)
  func branchTaken(_ branch: Branch)
  func saved(_ artifact: Artifact)
  func log(_ level: String, _ text: String, task: String)
}
