import FlowValue
import Foundation
import GRDB

/// The SQL of run rows.
struct RunTable {
  let database: Database

  func insert(_ row: RunRow) throws {
    try database.cachedStatement(sql: Self.insertion).execute(arguments: [
      row.id.rawValue, row.workflow.namespace, row.workflow.name, row.workflow.version, row.bundle,
      row.inputDigest, row.profile, row.phase.rawValue, row.startedAt.milliseconds,
      row.updatedAt.milliseconds, row.endedAt?.milliseconds, row.error?.column, row.waiting.column,
      row.wakeAt?.milliseconds, row.worker, row.fence, row.sequence, row.lastHash.column,
    ])
  }

  func row(_ id: RunID) throws -> RunRow? {
    let statement = try database.cachedStatement(sql: Self.selection + " WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id.rawValue]).map(Self.row)
  }

  /// The row of a run that has to exist.
  func existingRow(_ id: RunID) throws -> RunRow {
    guard let row = try row(id) else { throw StoreError.unknownRun(id) }
    return row
  }

  func rows(_ filter: RunFilter) throws -> [RunRow] {
    let (condition, arguments) = Self.condition(filter)
    let sql = "\(Self.selection) WHERE \(condition) ORDER BY started_at DESC, id DESC LIMIT ?"
    let statement = try database.cachedStatement(sql: sql)
    let rows = try Row.fetchAll(statement, arguments: arguments + [filter.limit ?? -1])
    return try rows.map(Self.row)
  }

  /// Moves the row on if the lease is still the run's and the entries continue its journal.
  ///
  /// Most appends change neither phase nor wake-up. Naming an indexed column in an update rewrites
  /// the index even where the value stays, so those appends have a statement that does not.
  func advance(_ step: RunStep) throws {
    if try update(Self.progression, step.progress + step.place + step.indexed) { return }
    if try update(Self.turn, step.indexed + step.progress + step.place) { return }
    let row = try existingRow(step.lease.run)
    guard row.isHeld(under: step.lease) else { throw StoreError.fenced(row.id) }
    throw StoreError.outOfOrder(row.id, expected: row.sequence)
  }

  private func update(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    let statement = try database.cachedStatement(sql: sql)
    statement.setUncheckedArguments(arguments)
    try statement.execute()
    return database.changesCount == 1
  }

  /// Pins the run to another definition.
  func pin(_ id: RunID, to definition: RunDefinition) throws {
    let (workflow, bundle) = (definition.workflow, definition.bundle)
    let sql = "UPDATE runs SET namespace = ?, name = ?, version = ?, bundle = ? WHERE id = ?"
    try database.cachedStatement(sql: sql).execute(arguments: [
      workflow.namespace, workflow.name, workflow.version, bundle, id.rawValue,
    ])
  }

  func take(_ id: RunID, for worker: String) throws -> Lease {
    let statement = try database.cachedStatement(
      sql: "UPDATE runs SET worker = ?, fence = fence + 1 WHERE id = ? RETURNING fence")
    guard let fence = try Int64.fetchOne(statement, arguments: [worker, id.rawValue]) else {
      throw StoreError.unknownRun(id)
    }
    return Lease(run: id, worker: worker, fence: fence)
  }

  /// Gives a lease back, if it is still the run's.
  func release(_ lease: Lease) throws {
    let sql = "UPDATE runs SET worker = NULL WHERE id = ? AND fence = ? AND worker = ?"
    try database.cachedStatement(sql: sql)
      .execute(arguments: [lease.run.rawValue, lease.fence, lease.worker])
  }

  private static let columns = """
    id, namespace, name, version, bundle, input_digest, profile, phase, started_at, updated_at, \
    ended_at, error, waiting, wake_at, worker, fence, sequence, last_hash
    """

  private static let selection = "SELECT \(columns) FROM runs"

  private static let insertion = """
    INSERT INTO runs (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let changes = """
    updated_at = ?, ended_at = ?, error = ?, waiting = ?, sequence = sequence + ?, \
    last_hash = coalesce(?, last_hash)
    """

  /// An append without entries has no place to check.
  private static let place = """
    id = ? AND fence = ? AND worker = ? AND sequence = coalesce(?, sequence) \
    AND last_hash = coalesce(?, last_hash)
    """

  private static let progression =
    "UPDATE runs SET \(changes) WHERE \(place) AND phase = ? AND wake_at IS ?"

  private static let turn = "UPDATE runs SET phase = ?, wake_at = ?, \(changes) WHERE \(place)"

  private static func condition(_ filter: RunFilter) -> (sql: String, arguments: StatementArguments)
  {
    var terms = ["TRUE"]
    var arguments: StatementArguments = []
    if let phases = filter.phases {
      let words = phases.map(\.rawValue).sorted()
      terms.append("phase IN (\(words.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(words)
    }
    if let moment = filter.wakeBefore {
      terms.append("wake_at <= ?")
      arguments += [moment.milliseconds]
    }
    if filter.hasMessages {
      terms.append("EXISTS (SELECT 1 FROM inbox WHERE inbox.run = runs.number)")
    }
    if let kind = filter.waitingFor {
      terms.append(
        "EXISTS (SELECT 1 FROM json_each(runs.waiting) AS request WHERE request.value ->> 'kind' = ?)"
      )
      arguments += [kind]
    }
    if let id = filter.after {
      terms.append("(started_at, id) < (SELECT started_at, id FROM runs WHERE id = ?)")
      arguments += [id.rawValue]
    }
    return (terms.joined(separator: " AND "), arguments)
  }

  private static func row(from row: Row) throws -> RunRow {
    var reader = RecordReader(row, subject: "a run")
    let id = try reader.runID()
    reader.subject = "run \(id)"
    return RunRow(
      id: id,
      workflow: WorkflowIdentity(
        namespace: try reader.text(), name: try reader.text(), version: try reader.text()),
      bundle: try reader.text(), inputDigest: try reader.text(), profile: try reader.text(),
      phase: try reader.word(RunPhase.self), startedAt: try reader.time(),
      updatedAt: try reader.time(), endedAt: try reader.optionalTime(),
      error: try reader.value(), waiting: try reader.requiredValue(),
      wakeAt: try reader.optionalTime(), worker: try reader.next(String?.self),
      fence: try reader.next(Int64.self), sequence: try reader.next(Int.self),
      lastHash: try reader.digest())
  }
}
