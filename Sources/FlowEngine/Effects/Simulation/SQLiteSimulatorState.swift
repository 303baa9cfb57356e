import GRDB

/// The state of a simulator in the file `sandbox.sqlite` of a home folder.
///
/// Each request is one immediate transaction, so several processes can share a sandbox.
package final class SQLiteSimulatorState: SimulatorState {
  private let queue: DatabaseQueue
  private let simulator: String

  /// Opens or makes the file, readable by its owner alone.
  ///
  /// - Throws: `EngineError` naming the file.
  package init(home: String, simulator: String) throws {
    let file = PrivateFile(path: "\(home)/sandbox.sqlite")
    try file.prepare()
    do {
      queue = try Self.open(file.path)
    } catch let error as DatabaseError {
      throw EngineError.environment(
        "The sandbox's state \(file.path) cannot be used: \(error.message ?? "\(error)").",
        hint: "delete \(file.path): the sandbox is then as new; or set FLOWCTL_HOME")
    }
    self.simulator = simulator
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(30)
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS state (
            simulator TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (simulator, key)) WITHOUT ROWID
          """)
    }
    return queue
  }

  package func transaction<Result>(
    _ body: (any SimulatorTransaction) throws -> Result
  ) throws -> Result {
    try queue.write { try body(SQLiteTransaction(database: $0, simulator: simulator)) }
  }

  package func reset() throws {
    try queue.write {
      try $0.execute(sql: "DELETE FROM state WHERE simulator = ?", arguments: [simulator])
    }
  }
}

private final class SQLiteTransaction: SimulatorTransaction {
  private let database: Database
  private let simulator: String

  init(database: Database, simulator: String) {
    self.database = database
    self.simulator = simulator
  }

  func get(_ key: String) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT value FROM state WHERE simulator = ? AND key = ?",
      arguments: [simulator, key])
  }

  func put(_ key: String, _ json: String?) throws {
    guard let json else {
      return try database.execute(
        sql: "DELETE FROM state WHERE simulator = ? AND key = ?", arguments: [simulator, key])
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO state (simulator, key, value) VALUES (?, ?, ?)",
      arguments: [simulator, key, json])
  }

  /// The text's own last code point ends the range of keys that begin with the prefix.
  func list(_ prefix: String) throws -> [(key: String, json: String)] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT key, value FROM state WHERE simulator = ? AND key >= ? AND key < ? ORDER BY key
        """,
      arguments: [simulator, prefix, prefix + "\u{10FFFF}"])
    return rows.map { (key: $0["key"], json: $0["value"]) }
  }
}
