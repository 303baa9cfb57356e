package import FlowEngine

/// A store without a file, for tests: as strict as the durable ones, and as forgetful as its process.
package struct MemoryStore: RunStore {
  private let journal: MemoryJournal
  private let worker: String

  /// A store of its own.
  package init(worker: String = "memory") {
    self.init(journal: MemoryJournal(workers: [worker]), worker: worker)
  }

  init(journal: MemoryJournal, worker: String) {
    self.journal = journal
    self.worker = worker
  }

  package func create(_ run: RunRow, entries: [Entry]) async throws -> Lease {
    try await journal.create(run, entries: entries, by: worker)
  }

  package func append(
    _ entries: [Entry], row: RunProgress, consuming: [String], lease: Lease
  ) async throws {
    try await journal.append(entries, row: row, consuming: consuming, lease: lease, by: worker)
  }

  package func entries(of id: RunID) async throws -> [Entry] {
    try await journal.records(of: id, for: worker)?.entries ?? []
  }

  package func run(_ id: RunID) async throws -> RunRow? {
    try await journal.records(of: id, for: worker)?.row
  }

  package func runs(_ filter: RunFilter) async throws -> [RunRow] {
    try await journal.rows(filter, for: worker)
  }

  package func acquire(_ id: RunID) async throws -> Lease {
    try await journal.acquire(id, by: worker)
  }

  package func release(_ lease: Lease) async throws {
    try await journal.release(lease, by: worker)
  }

  package func post(_ message: InboxMessage) async throws {
    try await journal.post(message, by: worker)
  }

  package func inbox(of id: RunID) async throws -> [InboxMessage] {
    try await journal.records(of: id, for: worker)?.inbox ?? []
  }

  package func save(bundle: [UInt8], hash: String) async throws {
    try await journal.save(bundle: bundle, hash: hash, by: worker)
  }

  package func bundle(_ hash: String) async throws -> [UInt8]? {
    try await journal.bundle(hash, for: worker)
  }

  package func close() async { await journal.leave(worker) }
}
