package import FlowEngine
import Synchronization

/// A store with a test between it and its callers: it can fail writes and change what is read.
package struct InterposedStore: RunStore {
  private let store: any RunStore
  /// Stands around every append, which it performs or not.
  package var aroundAppend:
    @Sendable (_ append: @Sendable () async throws -> Void) async throws -> Void = { append in
      try await append()
    }
  /// Is shown what an append would add, before `aroundAppend`.
  package var beforeAppend: @Sendable ([Entry]) -> Void = { _ in }
  /// Happens before a run is taken.
  package var beforeAcquiring: @Sendable (RunID) async throws -> Void = { _ in }
  /// What a reader gets for a journal.
  package var reading: @Sendable ([Entry]) -> [Entry] = { $0 }

  /// A store that changes nothing yet.
  package init(_ store: any RunStore) { self.store = store }

  package func append(_ entries: [Entry], row: RunProgress, consuming: [String], lease: Lease)
    async throws
  {
    let store = store
    beforeAppend(entries)
    try await aroundAppend {
      try await store.append(entries, row: row, consuming: consuming, lease: lease)
    }
  }

  package func entries(of id: RunID) async throws -> [Entry] {
    reading(try await store.entries(of: id))
  }

  package func create(_ run: RunRow, entries: [Entry]) async throws -> Lease {
    try await store.create(run, entries: entries)
  }

  package func run(_ id: RunID) async throws -> RunRow? { try await store.run(id) }

  package func runs(_ filter: RunFilter) async throws -> [RunRow] { try await store.runs(filter) }

  package func acquire(_ id: RunID) async throws -> Lease {
    try await beforeAcquiring(id)
    return try await store.acquire(id)
  }

  package func release(_ lease: Lease) async throws { try await store.release(lease) }

  package func post(_ message: InboxMessage) async throws { try await store.post(message) }

  package func inbox(of id: RunID) async throws -> [InboxMessage] {
    try await store.inbox(of: id)
  }

  package func save(bundle: [UInt8], hash: String) async throws {
    try await store.save(bundle: bundle, hash: hash)
  }

  package func bundle(_ hash: String) async throws -> [UInt8]? { try await store.bundle(hash) }

  package func close() async throws { try await store.close() }
}

extension InterposedStore {
  /// When a process dies, seen from the append that its death hits.
  package enum Moment: Sendable, CaseIterable {
    /// The outcome was performed and is not recorded.
    case before
    /// The outcome is recorded and the run never sees it.
    case after
  }

  /// What every append throws once the process is "dead".
  package struct Crashed: Error {}

  /// A store whose process dies at the given append, counted from 1.
  ///
  /// What was durable stays.
  package static func crashing(_ store: any RunStore, at append: Int, _ moment: Moment)
    -> InterposedStore
  {
    let count = Counter()
    var interposed = InterposedStore(store)
    interposed.aroundAppend = { write in
      let number = count.next()
      if number > append || (number == append && moment == .before) { throw Crashed() }
      try await write()
      if number == append { throw Crashed() }
    }
    return interposed
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
