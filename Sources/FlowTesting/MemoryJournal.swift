import FlowEngine
import FlowValue

/// What several memory stores share, as the durable ones share a file.
package actor MemoryJournal {
  struct Records {
    var row: RunRow
    var entries: [Entry]
    var inbox: [InboxMessage] = []
  }

  private var runs: [RunID: Records] = [:]
  private var bundles: [String: [UInt8]] = [:]
  private var workers: Set<String>

  /// A journal with nothing in it, used by some workers already.
  package init(workers: Set<String> = []) { self.workers = workers }

  /// The journal as its workers would leave it if they died now, which goes its own way from here
  /// on.
  package func copy() -> MemoryJournal {
    MemoryJournal(
      runs: runs.mapValues { records in
        var records = records
        records.row.worker = nil
        return records
      }, bundles: bundles)
  }

  private init(runs: [RunID: Records], bundles: [String: [UInt8]]) {
    self.runs = runs
    self.bundles = bundles
    workers = []
  }

  /// A store for one more worker.
  /// - Throws: `StoreError.cannotOpen` if a worker of that name has one.
  package func open(worker: String) throws -> MemoryStore {
    guard workers.insert(worker).inserted else {
      throw StoreError.cannotOpen(path: "memory", reason: "worker \(worker) is running already")
    }
    return MemoryStore(journal: self, worker: worker)
  }

  func leave(_ worker: String) {
    workers.remove(worker)
    for id in runs.keys where runs[id]?.row.worker == worker { runs[id]?.row.worker = nil }
  }

  func create(_ run: RunRow, entries: [Entry], by worker: String) throws -> Lease {
    let row = try run.created(by: worker, with: entries)
    try requireOpen(worker)
    if let records = runs[row.id] { throw StoreError.exists(records.row) }
    guard bundles[row.bundle] != nil else { throw StoreError.unknownBundle(row.bundle) }
    runs[row.id] = Records(row: row, entries: entries)
    return Lease(run: row.id, worker: worker, fence: row.fence)
  }

  func append(
    _ entries: [Entry], row progress: RunProgress, consuming: [String], lease: Lease,
    by worker: String
  ) throws {
    var records = try existing(lease.run, for: worker)
    guard records.row.isHeld(under: lease) else { throw StoreError.fenced(lease.run) }
    try records.row.chain.checkSuccession(of: entries)
    for id in consuming {
      guard let index = records.inbox.firstIndex(where: { $0.id == id }) else {
        throw StoreError.unknownMessage(lease.run, id: id)
      }
      records.inbox.remove(at: index)
    }
    if let definition = progress.definition, bundles[definition.bundle] == nil {
      throw StoreError.unknownBundle(definition.bundle)
    }
    records.row = records.row.advanced(to: progress, with: entries)
    records.entries += entries
    runs[lease.run] = records
  }

  func acquire(_ id: RunID, by worker: String) throws -> Lease {
    var records = try existing(id, for: worker)
    if let holder = records.row.worker { throw StoreError.held(id, by: "worker \(holder)") }
    records.row.worker = worker
    records.row.fence += 1
    runs[id] = records
    return Lease(run: id, worker: worker, fence: records.row.fence)
  }

  func release(_ lease: Lease, by worker: String) throws {
    try requireOpen(worker)
    if runs[lease.run]?.row.isHeld(under: lease) == true { runs[lease.run]?.row.worker = nil }
  }

  func post(_ message: InboxMessage, by worker: String) throws {
    let records = try existing(message.run, for: worker)
    try StoreError.requireStorable([message.id, message.kind])
    if records.row.phase.isFinished { throw StoreError.finished(records.row) }
    if records.inbox.contains(where: { $0.id == message.id }) { return }
    runs[message.run]?.inbox.append(message)
  }

  func records(of id: RunID, for worker: String) throws -> Records? {
    try requireOpen(worker)
    return runs[id]
  }

  func rows(_ filter: RunFilter, for worker: String) throws -> [RunRow] {
    try requireOpen(worker)
    let last = filter.after.map { runs[$0]?.row }
    let rows = runs.values.map(\.row).filter { row in
      if let phases = filter.phases, !phases.contains(row.phase) { return false }
      if let kind = filter.waitingFor,
        !(row.waiting.array ?? []).contains(where: { $0["kind"]?.string == kind })
      {
        return false
      }
      if filter.hasMessages, runs[row.id]?.inbox.isEmpty ?? true { return false }
      if let moment = filter.wakeBefore, row.wakeAt.map({ $0 > moment }) ?? true { return false }
      guard let last else { return true }
      return last.map { Self.isNewer($0, than: row) } ?? false
    }
    return Array(rows.sorted(by: Self.isNewer).prefix(filter.limit ?? .max))
  }

  func save(bundle: [UInt8], hash: String, by worker: String) throws {
    try requireOpen(worker)
    try StoreError.requireStorable([hash])
    if bundles[hash] == nil { bundles[hash] = bundle }
  }

  func bundle(_ hash: String, for worker: String) throws -> [UInt8]? {
    try requireOpen(worker)
    return bundles[hash]
  }

  private static func isNewer(_ one: RunRow, than other: RunRow) -> Bool {
    (one.startedAt, one.id.rawValue) > (other.startedAt, other.id.rawValue)
  }

  private func existing(_ id: RunID, for worker: String) throws -> Records {
    try requireOpen(worker)
    guard let records = runs[id] else { throw StoreError.unknownRun(id) }
    return records
  }

  private func requireOpen(_ worker: String) throws {
    guard workers.contains(worker) else { throw StoreError.closed(path: "memory") }
  }
}
