import FlowValue

/// Watches a walk for progress and logs.
///
/// It sees a step again on every replay. What it may not want to know is made only when it looks:
/// pure tasks come by the hundred thousand.
protocol WalkObserver: AnyObject {
  func taskStarted(_ name: String, reference: String)
  func taskEnded(_ task: TaskRecord)
  func branchTaken(_ branch: @autoclosure () -> Branch)
  func saved(_ artifact: Artifact)
  func log(_ level: String, _ text: String, task: String)
  func noted(_ detail: @autoclosure () -> WalkDetail)
}

extension WalkObserver {
  /// Only a trace looks so closely.
  func noted(_ detail: @autoclosure () -> WalkDetail) {}
}

/// What a walk does between two effects.
enum WalkDetail {
  /// A task begins; `index` is its place in the record.
  case taskBegan(index: Int, key: EffectKey, input: FlowValue)
  /// Its body begins, on this input.
  case bodyBegan(index: Int, input: FlowValue)
  case taskGave(index: Int, output: FlowValue)
  case taskFailed(index: Int, Problem)
  /// A loop has another pass, with this item.
  case passBegan(variable: String, FlowValue, task: String)
  /// A task set the run's context.
  case exported(FlowValue, task: String)
  /// A hook or function begins: `before:shop`, `shop.order`.
  case scriptBegan(String, arguments: [FlowValue], task: String)
  case scriptReturned(String, FlowValue?, task: String)
  case scriptFailed(String, Problem, task: String)
  /// A value is held against a schema.
  case checked(FlowValue, Schema)
  /// A condition was evaluated.
  case tested(Expression, FlowValue, task: String)
}
