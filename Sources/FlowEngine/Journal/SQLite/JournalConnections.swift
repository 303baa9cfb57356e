import Foundation
import GRDB
import Logging

/// The two connections of a store: one writes, one reads while the other waits for the disk.
///
/// The reader has a second use. A writer that closes last moves the whole log over and deletes it,
/// which waits for the disk three times; as the reader closes after it, and may not write, closing
/// costs nothing and `checkpointIfWorthwhile` decides instead.
struct JournalConnections: Sendable {
  let writer: DatabaseQueue
  let reader: DatabaseQueue

  /// Opens a journal that exists.
  init(file: JournalFile, settings: SQLiteSettings) throws(StoreError) {
    do {
      guard file.size() > 0 else {
        throw StoreError.corrupt(path: file.path, detail: "the file is empty")
      }
      var configuration = GRDB.Configuration()
      configuration.label = "journal.writer"
      configuration.busyMode = .timeout(settings.busyTimeout)
      writer = try DatabaseQueue(path: file.path, configuration: configuration)
      try writer.inDatabase { try Self.prepareWriter($0, path: file.path, settings: settings) }
      configuration.label = "journal.reader"
      configuration.readonly = true
      reader = try DatabaseQueue(path: file.path, configuration: configuration)
    } catch { throw JournalFile.storeError(error, path: file.path) }
  }

  /// The order matters: nothing is changed before the file is known to be ours, and nothing sets
  /// `synchronous` after it was read back.
  private static func prepareWriter(
    _ database: Database, path: String, settings: SQLiteSettings
  ) throws {
    try settings.schema.check(database, path: path)
    guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
      throw StoreError.notDurable(path: path, detail: "its disk has no write-ahead log")
    }
    try database.execute(sql: "PRAGMA wal_autocheckpoint = \(settings.checkpointPages)")
    if let pages = settings.maximumPages {
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    try requireDurability(database, path: path, settings: settings)
    try settings.schema.migrate(database)
    try settings.schema.probe(database)
  }

  /// The two full-sync settings matter on macOS only, where a plain one stops at the disk's cache.
  private static func requireDurability(
    _ database: Database, path: String, settings: SQLiteSettings
  ) throws {
    try database.execute(
      sql: """
        PRAGMA synchronous = \(settings.synchronous);
        PRAGMA fullfsync = ON;
        PRAGMA checkpoint_fullfsync = ON;
        """)
    let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    guard let level, level >= 2 else {
      let found = level.map(String.init) ?? "nothing"
      throw StoreError.notDurable(
        path: path, detail: "PRAGMA synchronous reads back \(found) instead of 2 (FULL)")
    }
  }

  /// Empties the log if it is long and nobody else uses the journal.
  func checkpointIfWorthwhile(file: JournalFile, settings: SQLiteSettings, log: Logger) {
    guard file.size(suffix: "-wal") >= settings.checkpointPagesOnClose * 4096 else { return }
    do {
      _ = try writer.inDatabase { database in
        try database.execute(sql: "PRAGMA busy_timeout = 0")
        return try database.checkpoint(.truncate)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      log.debug("The journal is in use elsewhere; its log stays.")
    } catch {
      // Nothing is lost: what was committed is durable in the log, and the next user moves it over.
      log.warning("The journal's log could not be emptied.", metadata: ["reason": "\(error)"])
    }
  }

  func close() throws {
    try writer.close()
    try reader.close()
  }
}
