import Foundation
import GRDB

/// The journal's place in the file system: a folder for its owner alone, the database in it.
struct JournalFile: Sendable {
  let home: URL

  var path: String { home.appending(path: "journal.sqlite", directoryHint: .notDirectory).path }
  private var folders: [URL] { [home, workers] }
  private var workers: URL { home.appending(path: "workers", directoryHint: .isDirectory) }
  var workerFolder: WorkerFolder { WorkerFolder(path: workers.path) }

  /// Makes the folders where they are missing and closes them to everybody else.
  func prepareFolders() throws(StoreError) {
    do {
      for folder in folders {
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try restrict(folder.path, to: 0o700)
      }
    } catch { throw Self.storeError(error, path: home.path) }
  }

  /// Closes the files to everybody else.
  ///
  /// Files that SQLite makes later get the same permissions.
  func restrictFiles() throws(StoreError) {
    do throws(OperatingSystemError) {
      for suffix in ["", "-wal", "-shm"] { try restrict(path + suffix, to: 0o600) }
    } catch { throw error.storeError(path: path) }
  }

  /// Makes the database if there is none.
  ///
  /// It is made complete under another name and then linked to its own, so that no other process,
  /// and no crash, ever meets half of one: a journal that is empty was damaged.
  func createIfMissing(worker: String, settings: SQLiteSettings) throws(StoreError) {
    // In this order: a log is only ever made beside a database, so one without it is a left-over,
    // which SQLite would write into the new database.
    let hasLog = size(suffix: "-wal") > 0
    guard FileStatus(path: path) == nil else { return }
    guard !hasLog else { throw .corrupt(path: path, detail: "it is gone, but its log is there") }
    let draft = path + ".\(worker).new"
    do {
      try removeDatabase(draft)
      defer { try? removeDatabase(draft) }
      let isMade = FileManager.default.createFile(
        atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
      guard isMade else { throw OperatingSystemError.last }
      let queue = try DatabaseQueue(path: draft)
      try queue.inDatabase { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try settings.schema.migrate(database)
      }
      try queue.close()
      try publish(draft)
    } catch { throw Self.storeError(error, path: path) }
  }

  /// The size in bytes of the database, or of the file beside it that has this suffix.
  func size(suffix: String = "") -> Int { FileStatus(path: path + suffix)?.size ?? 0 }

  /// Any error of making, opening or using the file as the store tells it.
  static func storeError(_ error: any Error, path: String) -> StoreError {
    switch error {
    case let error as StoreError: error
    case let error as OperatingSystemError: error.storeError(path: path)
    case let error as DatabaseError: error.storeError(path: path)
    case let error as RecordError: error.storeError(path: path)
    case let error as RowDecodingError: .corrupt(path: path, detail: "\(error)")
    default:
      underlyingError(of: error)?.storeError(path: path)
        ?? .cannotOpen(path: path, reason: "\(error.localizedDescription)")
    }
  }

  private static func underlyingError(of error: any Error) -> OperatingSystemError? {
    let error = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    return (error as? POSIXError).map { OperatingSystemError(code: $0.code.rawValue) }
  }

  private func restrict(_ path: String, to permissions: mode_t) throws(OperatingSystemError) {
    guard let status = FileStatus(path: path), status.permissions != permissions else { return }
    // The C string lives as long as the call.
    guard unsafe chmod(path, permissions) == 0 else { throw .last }
  }

  /// Gives the draft its own name, unless another process was faster.
  private func publish(_ draft: String) throws {
    do { try FileManager.default.linkItem(atPath: draft, toPath: path) } catch {
      if FileStatus(path: path) == nil { throw error }
      return
    }
    try sync(home)
    do { try sync(home.deletingLastPathComponent()) } catch {
      // A folder that may not be read cannot be synced either, and is no reason to refuse.
      if error.code != EACCES { throw error }
    }
  }

  /// Makes the names in a folder durable.
  private func sync(_ folder: URL) throws(OperatingSystemError) {
    // The C string lives as long as the call.
    let descriptor = unsafe open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last }
  }

  private func removeDatabase(_ path: String) throws {
    for suffix in ["", "-wal", "-shm", "-journal"]
    where FileStatus(path: path + suffix) != nil {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
