import FlowValue

/// A request that a driver is at: recorded if it has to be, on its way, or awaited.
struct OpenEffect {
  let request: EffectRequest
  /// When it is due by itself.
  let due: Timestamp?
  /// What performs it, while it is on its way.
  var task: Task<Void, Never>?
  /// A run that this one started and that waits itself: a message tells when it has ended.
  var isParked = false
  /// Whether a message told that the run has ended while it was still on its way here.
  var isToldOver = false
  /// A run that this one started and no longer waits for, and that was told so.
  var isAbandoned = false

  /// Whether it still has to be begun.
  var isPending: Bool { task == nil && !isParked && !request.isAwaited }

  /// Whether it is over in no time and needs nobody else.
  var isImmediate: Bool {
    switch request.kind {
    case .now, .uuid, .random, .hmac, .limit: true
    default: false
    }
  }
}

/// Effects on their way, and those that have arrived.
actor Arrivals {
  /// What came of an effect: its outcome, `nil` if it has to wait for somebody else, or what only
  /// the operator can mend.
  typealias Result = Swift.Result<Outcome?, any Error>

  private var arrived: [(key: EffectKey, result: Result)] = []
  private var waiter: CheckedContinuation<Void, Never>?

  func arrive(_ key: EffectKey, _ result: Result) {
    arrived.append((key, result))
    wake()
  }

  /// The next effect that has arrived.
  func next() -> (key: EffectKey, result: Result)? {
    arrived.isEmpty ? nil : arrived.removeFirst()
  }

  /// Returns when something has arrived, or after a while.
  func wait(atMost limit: Duration) async {
    guard arrived.isEmpty else { return }
    let alarm = Task {
      do {
        try await Task.sleep(for: limit)
        wake()
      } catch {
        // Something arrived before.
      }
    }
    await withCheckedContinuation { waiter = $0 }
    alarm.cancel()
  }

  private func wake() {
    waiter?.resume()
    waiter = nil
  }
}
