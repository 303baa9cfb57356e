import GRDB
import Synchronization

/// Lets concurrent writers share a transaction, and so one wait for the disk.
///
/// While a commit is in flight, writes gather; the next commit takes them all. Each write checks
/// before it changes anything, so that a refused one leaves the others untouched. A commit that
/// fails, fails every write in it.
final class CommitQueue: Sendable {
  /// Called once it is known whether the commit came through; `nil` means it is durable.
  private typealias Settlement = @Sendable (StoreError?) -> Void

  private struct Write: Sendable {
    /// Throws to spoil the whole transaction; a refusal comes back as a settlement.
    let perform: @Sendable (Database) throws -> Settlement
    let fail: @Sendable (StoreError) -> Void
  }

  private struct State {
    var pending: [Write] = []
    var isCommitting = false
    var isClosed = false
    /// Those who wait for the last commit.
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let writer: DatabaseQueue
  private let path: String
  private let state = Mutex(State())

  init(writer: DatabaseQueue, path: String) {
    self.writer = writer
    self.path = path
  }

  /// Runs `body` in a transaction that it may share, and returns once the outcome is durable.
  ///
  /// Cancelling the calling task changes nothing: the caller always learns what became of it.
  /// `body` throws a `StoreError` to refuse, before it changes anything.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      enqueue(
        Write { database in
          let before = database.totalChangesCount
          do {
            let value = try body(database)
            return { failure in
              continuation.resume(with: failure.map { .failure($0) } ?? .success(value))
            }
          } catch let refusal as StoreError where database.totalChangesCount == before {
            return { failure in continuation.resume(throwing: failure ?? refusal) }
          }
        } fail: {
          continuation.resume(throwing: $0)
        })
    }
  }

  /// How many writes wait for the next commit.
  var pendingCount: Int { state.withLock { $0.pending.count } }

  /// Refuses further writes, and returns when those under way are settled.
  func close() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        state.isClosed = true
        if state.isCommitting { state.closers.append(continuation) }
        return !state.isCommitting
      }
      if isIdle { continuation.resume() }
    }
  }

  private func enqueue(_ write: Write) {
    enum Next { case refuse, wait, commit }
    let next: Next = state.withLock { state in
      if state.isClosed { return .refuse }
      state.pending.append(write)
      if state.isCommitting { return .wait }
      state.isCommitting = true
      return .commit
    }
    switch next {
    case .refuse: write.fail(.closed(path: path))
    case .wait: break
    case .commit: commitNext()
    }
  }

  private func commitNext() { writer.asyncWriteWithoutTransaction { self.commitPending(in: $0) } }

  private func commitPending(in database: Database) {
    while let batch = nextBatch() {
      commit(batch, in: database)
      // The writers just resumed are about to come back. A task that is made now runs after them,
      // so that they meet in one commit instead of trickling into several.
      if batch.count > 1 {
        Task { commitNext() }
        return
      }
    }
  }

  /// What waits, or `nil` if nothing does; the queue is idle then.
  private func nextBatch() -> [Write]? {
    let (batch, closers) = state.withLock { state in
      let taken = (state.pending, state.pending.isEmpty ? state.closers : [])
      state.pending = []
      state.isCommitting = !taken.0.isEmpty
      return taken
    }
    for closer in closers { closer.resume() }
    return batch.isEmpty ? nil : batch
  }

  private func commit(_ batch: [Write], in database: Database) {
    do {
      var settlements: [Settlement] = []
      try database.inTransaction(.immediate) {
        settlements = try batch.map { try $0.perform(database) }
        return .commit
      }
      for settle in settlements { settle(nil) }
    } catch {
      if batch.count > 1, Self.concernsOneWrite(error) {
        for write in batch { commit([write], in: database) }
      } else {
        let failure = JournalFile.storeError(error, path: path)
        for write in batch { write.fail(failure) }
      }
    }
  }

  /// Whether a batch was spoilt by one of its writes, so that the others deserve their own try.
  private static func concernsOneWrite(_ error: any Error) -> Bool {
    switch error {
    case is StoreError: true
    case let error as DatabaseError: error.concernsOneWrite
    default: false
    }
  }
}
