import FlowValue

/// One level of what a strand is doing: a task, its body, a script.
///
/// A strand keeps its frames on a stack and hands the top one an event; the frame says what comes
/// next. Frames never call each other, so that a run can wait anywhere at any depth.
protocol Frame: AnyObject {
  func resume(_ event: Event, in walk: Walk) -> Step

  /// The frame is given up: a race or a deadline was lost, or the run was cancelled.
  func abandoned(in walk: Walk)
}

extension Frame {
  func abandoned(in walk: Walk) {}
}

/// What a frame is told.
enum Event {
  case start
  /// The frame entered before has completed.
  case completed(FlowValue?, FlowDirective)
  /// The frame entered before has failed.
  case failed(Problem)
  /// The effect asked for before has an outcome.
  case answered(Outcome)
  /// A branch of the fork has ended.
  case branch(Int, BranchResult)
}

/// How a branch of a fork ended.
enum BranchResult {
  case completed(FlowValue, FlowDirective)
  case failed(Problem)
}

/// What a frame wants next.
enum Step {
  /// Start another frame on top of this one.
  case enter(any Frame)
  /// Wait for the outcome of an effect.
  case ask(EffectRequest)
  /// Start a strand for each of these and wait for the first to end.
  case fork([any Frame])
  /// Wait for the next branch to end.
  case join
  /// Done, with a value (`nil`: a script returned nothing) and where to go from here.
  case complete(FlowValue?, FlowDirective)
  case fail(Problem)

  static func complete(_ value: FlowValue?) -> Step { .complete(value, .continue) }
}
