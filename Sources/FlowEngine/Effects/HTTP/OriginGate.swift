/// Lets a limited number of requests through to one origin, and none while it asked for a pause.
actor OriginGate {
  private let limit: Int
  private let environment: HTTPEnvironment
  private var active = 0
  private var heldUntil: Timestamp?
  private var waiters: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  private var nextID = 0

  init(limit: Int, environment: HTTPEnvironment) {
    self.limit = limit
    self.environment = environment
  }

  /// Returns once a request may be sent; each entry needs one `leave`.
  /// - Throws: `TransportFailure.notSent` if the task is cancelled before.
  func enter() async throws(TransportFailure) {
    guard await takePlace() else { throw .notSent("cancelled before it was sent") }
    while let until = heldUntil, environment.now() < until {
      do { try await environment.sleep(until) } catch {
        leave()
        throw .notSent("cancelled while the other side had asked to wait until \(until)")
      }
    }
  }

  /// Gives the place to the request that waits longest.
  func leave() {
    guard !waiters.isEmpty else { return active -= 1 }
    waiters.removeFirst().continuation.resume(returning: true)
  }

  /// Lets nothing through before a moment; an earlier one than already asked for changes nothing.
  func hold(until moment: Timestamp) { heldUntil = max(heldUntil ?? moment, moment) }

  private func takePlace() async -> Bool {
    guard active >= limit else {
      active += 1
      return true
    }
    nextID += 1
    let id = nextID
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if _Concurrency.Task.isCancelled { return continuation.resume(returning: false) }
        waiters.append((id, continuation))
      }
    } onCancel: {
      _Concurrency.Task { await self.giveUp(id) }
    }
  }

  private func giveUp(_ id: Int) {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
    waiters.remove(at: index).continuation.resume(returning: false)
  }
}
