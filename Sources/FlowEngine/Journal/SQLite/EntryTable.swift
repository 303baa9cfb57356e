import FlowValue
import Foundation
import GRDB

/// The SQL of entries.
struct EntryTable {
  let database: Database

  /// Inserts entries as `columns(of:)` prepared them.
  func insert(_ entries: [StatementArguments]) throws {
    guard !entries.isEmpty else { return }
    let statement = try database.cachedStatement(sql: Self.insertion)
    for columns in entries {
      statement.setUncheckedArguments(columns)
      try statement.execute()
    }
  }

  func entries(of id: RunID) throws -> [Entry] {
    let statement = try database.cachedStatement(sql: Self.selection)
    let rows = try Row.fetchCursor(statement, arguments: [id.rawValue])
    var entries: [Entry] = []
    while let row = try rows.next() { entries.append(try Self.entry(from: row, run: id)) }
    return entries
  }

  private static let insertion = """
    INSERT INTO entries (run, sequence, key, kind, time, request, request_salt,
      request_commitment, outcome, outcome_salt, outcome_commitment, actor, actor_salt,
      actor_commitment, previous_hash, hash)
    VALUES ((SELECT number FROM runs WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let selection = """
    SELECT sequence, key, kind, time, request, request_salt, request_commitment, outcome,
      outcome_salt, outcome_commitment, actor, actor_salt, actor_commitment, previous_hash, hash
    FROM entries WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY sequence
    """

  /// What `insert` takes.
  ///
  /// It costs more than the insertion, so a writer does it before it queues.
  static func columns(of entry: Entry) -> StatementArguments {
    let (request, outcome, actor) = (entry.sealedRequest, entry.sealedOutcome, entry.sealedActor)
    return [
      entry.run.rawValue, entry.sequence, entry.key, entry.kind.rawValue, entry.time.milliseconds,
      request?.value?.column, request?.salt.map { Data($0) }, request?.commitment.column,
      outcome?.value?.column, outcome?.salt.map { Data($0) }, outcome?.commitment.column,
      actor?.value?.column, actor?.salt.map { Data($0) }, actor?.commitment.column,
      entry.previousHash.column, entry.hash.column,
    ]
  }

  private static func entry(from row: Row, run: RunID) throws -> Entry {
    var reader = RecordReader(row, subject: "an entry of run \(run)")
    let sequence = try reader.next(Int.self)
    reader.subject = "entry \(sequence) of run \(run)"
    return Entry(
      run: run, sequence: sequence, key: try reader.text(), kind: try reader.word(EntryKind.self),
      time: try reader.time(), request: try sealedValue(&reader),
      outcome: try sealedValue(&reader), actor: try sealedValue(&reader),
      previousHash: try reader.digest(), hash: try reader.digest())
  }

  private static func sealedValue(_ reader: inout RecordReader) throws -> SealedValue? {
    let (value, salt) = (try reader.value(), try reader.bytes())
    guard let commitment = try reader.optionalDigest() else {
      if value == nil, salt == nil { return nil }
      throw RecordError.damaged("\(reader.subject): content without a commitment")
    }
    return SealedValue(value: value, salt: salt, commitment: commitment)
  }
}
