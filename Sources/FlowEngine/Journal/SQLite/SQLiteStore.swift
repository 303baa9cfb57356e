package import Foundation
import GRDB
package import Logging
import Synchronization

/// A journal in one SQLite file, `journal.sqlite` in the home folder, for any number of processes.
///
/// All writes go through one `CommitQueue`. A worker is alive while its lock file is locked, so a
/// lease is free again the moment its worker's process is gone.
package final class SQLiteStore: Sendable {
  let worker: String
  let file: JournalFile
  let settings: SQLiteSettings
  let connections: JournalConnections
  let commits: CommitQueue
  let log: Logger
  private let lock: WorkerLock
  /// The runs that this store drives, with their fences, or is about to drive or create, with
  /// `nil`.
  ///
  /// The database alone cannot tell two drivers in one process apart: both are this worker.
  private let driven = Mutex<[RunID: Int64?]>([:])
  private let isClosed = Mutex(false)

  /// Opens the journal of a home folder, making both if need be.
  ///
  /// The worker's name stands for this life of this process; it is 1 to 64 of the characters
  /// `A–Z a–z 0–9 . _ -`. No two stores of one name are open at once.
  package static func open(
    home: URL, worker: String, log: Logger
  ) throws(StoreError) -> SQLiteStore {
    try SQLiteStore(home: home, worker: worker, log: log, settings: SQLiteSettings())
  }

  init(home: URL, worker: String, log: Logger, settings: SQLiteSettings) throws(StoreError) {
    let file = JournalFile(home: home)
    guard RunID(rawValue: worker) != nil else {
      throw .cannotOpen(path: file.path, reason: "“\(worker)” cannot be the name of a worker")
    }
    try file.prepareFolders()
    lock = try file.workerFolder.join(worker, process: .processInfo)
    try file.createIfMissing(worker: worker, settings: settings)
    try file.restrictFiles()
    connections = try JournalConnections(file: file, settings: settings)
    commits = CommitQueue(writer: connections.writer, path: file.path)
    self.worker = worker
    self.file = file
    self.settings = settings
    self.log = log
  }

  /// Finishes the writes under way, frees this worker's leases and closes the file.
  package func close() async throws {
    let isFirst = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    await commits.close()
    connections.checkpointIfWorthwhile(file: file, settings: settings, log: log)
    // Every run this worker drove is free from here on; nothing has to be written for it.
    lock.leave()
    do { try connections.close() } catch { throw storeError(error) }
  }

  /// Reads in a snapshot of its own, beside any commit under way.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try requireOpen()
    return try await withCheckedThrowingContinuation { continuation in
      connections.reader.asyncRead { database in
        do { continuation.resume(returning: try body(database.get())) } catch {
          continuation.resume(throwing: self.storeError(error))
        }
      }
    }
  }

  /// Does something that ends in a lease, with the run marked as driven from before it begins.
  /// - Returns: `nil` if this store drives the run already.
  func driving(_ id: RunID, _ body: () async throws -> Lease) async throws -> Lease? {
    try requireOpen()
    let isOurs = driven.withLock { driven in
      if driven.keys.contains(id) { return false }
      driven.updateValue(nil, forKey: id)
      return true
    }
    guard isOurs else { return nil }
    do {
      let lease = try await body()
      driven.withLock { _ = $0.updateValue(lease.fence, forKey: id) }
      return lease
    } catch {
      driven.withLock { _ = $0.removeValue(forKey: id) }
      throw error
    }
  }

  /// Forgets a run, unless it is driven under a newer lease by now.
  func stopDriving(_ lease: Lease) {
    driven.withLock { driven in
      if driven[lease.run] == lease.fence { driven.removeValue(forKey: lease.run) }
    }
  }

  private func requireOpen() throws(StoreError) {
    if isClosed.withLock({ $0 }) { throw .closed(path: file.path) }
  }

  private func storeError(_ error: any Error) -> StoreError {
    JournalFile.storeError(error, path: file.path)
  }
}
