import Synchronization

/// What a running run is told from inside the process: to stop soon.
///
/// What other processes want of it stands in its inbox.
final class RunSignals: Sendable {
  private let interrupted = Mutex(false)
  /// What all runs of the engine are told.
  private let above: RunSignals?
  /// In the process's own time: a run's clock may stand still.
  private let nextInboxRead = Mutex(ContinuousClock.now)

  init(above: RunSignals? = nil) { self.above = above }

  /// Asks the run to stop at the next effect; what is on its way is finished first.
  func interrupt() { interrupted.withLock { $0 = true } }

  var isInterrupted: Bool { interrupted.withLock(\.self) || above?.isInterrupted ?? false }

  /// Has the inbox read at the next opportunity.
  func lookIntoInbox() { nextInboxRead.withLock { $0 = .now } }

  /// Whether the inbox was not read for a while; a run of many quick effects need not ask each time.
  func isInboxDue() -> Bool {
    nextInboxRead.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + .milliseconds(200)
      return true
    }
  }
}
