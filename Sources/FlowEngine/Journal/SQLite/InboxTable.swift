import FlowValue
import Foundation
import GRDB

/// The SQL of inbox messages.
struct InboxTable {
  let database: Database

  /// Adds a message, unless the run has it already.
  func insert(_ message: InboxMessage) throws {
    let sql = """
      INSERT INTO inbox (run, id, kind, payload, actor, time)
      VALUES (\(Self.run), ?, ?, ?, ?, ?)
      ON CONFLICT (run, id) DO NOTHING
      """
    try database.cachedStatement(sql: sql).execute(arguments: [
      message.run.rawValue, message.id, message.kind, message.payload.column,
      message.actor.column, message.time.milliseconds,
    ])
  }

  func messages(of id: RunID) throws -> [InboxMessage] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, kind, payload, actor, time FROM inbox WHERE run = \(Self.run) ORDER BY arrival
        """)
    return try Row.fetchAll(statement, arguments: [id.rawValue]).map { row in
      var reader = RecordReader(row, subject: "the inbox of run \(id)")
      return InboxMessage(
        id: try reader.text(), run: id, kind: try reader.text(),
        payload: try reader.requiredValue(), actor: try reader.requiredValue(),
        time: try reader.time())
    }
  }

  /// Checks that every message is there.
  func require(_ ids: [String], of run: RunID) throws {
    guard !ids.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM inbox WHERE run = \(Self.run) AND id = ?")
    for id in ids where try Int.fetchOne(statement, arguments: [run.rawValue, id]) == nil {
      throw StoreError.unknownMessage(run, id: id)
    }
  }

  func remove(_ ids: [String], of run: RunID) throws {
    guard !ids.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: "DELETE FROM inbox WHERE run = \(Self.run) AND id = ?")
    for id in ids { try statement.execute(arguments: [run.rawValue, id]) }
  }

  private static let run = "(SELECT number FROM runs WHERE id = ?)"
}
