import GRDB
import Logging

extension SQLiteStore: RunStore {
  package func create(_ run: RunRow, entries: [Entry]) async throws -> Lease {
    let row = try run.created(by: worker, with: entries)
    let columns = entries.map(EntryTable.columns)
    let lease = try await driving(row.id) {
      try await commits.write { [worker] database in
        if let found = try RunTable(database: database).row(row.id) {
          throw StoreError.exists(found)
        }
        try BundleTable(database: database).require(row.bundle)
        try RunTable(database: database).insert(row)
        try EntryTable(database: database).insert(columns)
        return Lease(run: row.id, worker: worker, fence: row.fence)
      }
    }
    if let lease { return lease }
    if let found = try await self.run(row.id) { throw StoreError.exists(found) }
    throw heldHere(row.id)
  }

  package func append(
    _ entries: [Entry], row: RunProgress, consuming: [String], lease: Lease
  ) async throws {
    if let first = entries.first {
      let chain = EntryChain(
        run: lease.run, nextSequence: first.sequence, lastHash: first.previousHash)
      try chain.checkSuccession(of: entries)
    }
    try row.definition?.requireStorable()
    let columns = entries.map(EntryTable.columns)
    let step = RunStep(to: row, entries: entries, lease: lease)
    let definition = row.definition
    try await commits.write { database in
      let inbox = InboxTable(database: database)
      try inbox.require(consuming, of: lease.run)
      try definition.map { try BundleTable(database: database).require($0.bundle) }
      try RunTable(database: database).advance(step)
      try definition.map { try RunTable(database: database).pin(lease.run, to: $0) }
      try EntryTable(database: database).insert(columns)
      try inbox.remove(consuming, of: lease.run)
    }
  }

  package func entries(of id: RunID) async throws -> [Entry] {
    try await read { try EntryTable(database: $0).entries(of: id) }
  }

  package func run(_ id: RunID) async throws -> RunRow? {
    try await read { try RunTable(database: $0).row(id) }
  }

  package func runs(_ filter: RunFilter) async throws -> [RunRow] {
    try await read { try RunTable(database: $0).rows(filter) }
  }

  package func acquire(_ id: RunID) async throws -> Lease {
    let lease = try await driving(id) {
      try await commits.write { [self] database in
        let runs = RunTable(database: database)
        try requireFree(try runs.existingRow(id))
        return try runs.take(id, for: worker)
      }
    }
    guard let lease else { throw heldHere(id) }
    return lease
  }

  package func release(_ lease: Lease) async throws {
    // Whatever becomes of the write, this store no longer drives the run and may take it again.
    defer { stopDriving(lease) }
    try await commits.write { try RunTable(database: $0).release(lease) }
  }

  package func post(_ message: InboxMessage) async throws {
    try StoreError.requireStorable([message.id, message.kind])
    try await commits.write { database in
      let row = try RunTable(database: database).existingRow(message.run)
      if row.phase.isFinished { throw StoreError.finished(row) }
      try InboxTable(database: database).insert(message)
    }
  }

  package func inbox(of id: RunID) async throws -> [InboxMessage] {
    try await read { try InboxTable(database: $0).messages(of: id) }
  }

  package func save(bundle: [UInt8], hash: String) async throws {
    try StoreError.requireStorable([hash])
    // Looking first spares the usual case, a bundle that is there, any wait for other writers.
    if try await read({ try BundleTable(database: $0).contains(hash) }) { return }
    try await commits.write { try BundleTable(database: $0).insert(bundle, hash: hash) }
  }

  package func bundle(_ hash: String) async throws -> [UInt8]? {
    try await read { try BundleTable(database: $0).content(hash) }
  }

  /// Refuses a run whose worker is alive.
  ///
  /// One of our own name that this store does not drive was left by an earlier life of ours.
  private func requireFree(_ row: RunRow) throws {
    guard let holder = row.worker, holder != worker else { return }
    switch try file.workerFolder.state(of: holder) {
    case .alive(let label): throw StoreError.held(row.id, by: label)
    case .dead:
      log.notice(
        "Taking over a run from a worker that is gone.",
        metadata: ["run": "\(row.id)", "worker": "\(holder)"])
    }
  }

  private func heldHere(_ id: RunID) -> StoreError {
    .held(id, by: file.workerFolder.label(of: worker))
  }
}
