import FlowValue
import Foundation
import GRDB
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct DurabilityTests {
  let home = JournalHome()

  @Test func `every commit waits for the disk`() throws {
    for store in [try home.open("one"), try home.open("two")] {
      let settings = try store.connections.writer.inDatabase { database in
        [
          try String.fetchOne(database, sql: "PRAGMA synchronous"),
          try String.fetchOne(database, sql: "PRAGMA journal_mode"),
          try String.fetchOne(database, sql: "PRAGMA foreign_keys"),
          try String.fetchOne(database, sql: "PRAGMA wal_autocheckpoint"),
        ]
      }
      #expect(settings == ["2", "wal", "1", "4000"])
    }
  }

  @Test(arguments: ["OFF", "NORMAL"])
  func `a journal that would not wait for the disk is not opened`(level: String) {
    var settings = SQLiteSettings()
    settings.synchronous = level
    let found = level == "OFF" ? "0" : "1"
    #expect(
      home.openingError(settings: settings)
        == .notDurable(
          path: home.file.path,
          detail: "PRAGMA synchronous reads back \(found) instead of 2 (FULL)"))
  }

  @Test func `what was appended survives the death of its process, and its run is free`()
    async throws
  {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = home.url.path as String] in
      let store = try JournalHome(borrowing: path).open("victim")
      let lease = try await store.createSample("run")
      for _ in 1..<10 { try await store.appendSample(under: lease) }
      kill(getpid(), SIGKILL)
    }
    let store = try home.open()
    let lease = try await store.acquire(try RunID(sample: "run"))
    #expect(lease.fence == 2)
    let journal = try await store.entries(of: lease.run)
    #expect(journal.count == 10)
    let row = try #require(try await store.run(lease.run))
    try EntryChain.verify(journal, endingAt: row)
    #expect(!FileManager.default.fileExists(atPath: home.url.path + "/workers/victim.lock"))
  }

  @Test func `processes write one journal at the same time`() async throws {
    let store = try home.open()
    async let other: Void = writeInAnotherProcess()
    try await store.write(20, prefix: "mine")
    await other
    let rows = try await store.runs(RunFilter())
    #expect(rows.count == 8)
    for row in rows {
      #expect(row.sequence == 20)
      try EntryChain.verify(try await store.entries(of: row.id), endingAt: row)
    }
  }

  private func writeInAnotherProcess() async {
    await #expect(processExitsWith: .success) { [path = home.url.path as String] in
      try await JournalHome(borrowing: path).open("other").write(20, prefix: "other")
    }
  }

  @Test func `a full disk fails the append, and the journal stays whole`() async throws {
    var settings = SQLiteSettings()
    settings.maximumPages = 60
    let store = try home.open(settings: settings)
    let lease = try await store.createSample("run")
    var failure: StoreError?
    do { while true { try await store.appendSample(under: lease, size: 5000) } } catch {
      failure = error as? StoreError
    }
    #expect(failure == .full(path: home.file.path))
    let journal = try await store.entries(of: lease.run)
    let row = try #require(try await store.run(lease.run))
    try EntryChain.verify(journal, endingAt: row)
    try await store.append(
      [], row: RunProgress(phase: .suspended, updatedAt: Timestamp(milliseconds: 2)),
      consuming: [], lease: lease)
    #expect(try await store.run(lease.run)?.phase == .suspended)
  }

  @Test func `a failed commit reaches every caller in it`() async throws {
    let store = try home.open()
    var leases: [Lease] = []
    for number in 0..<8 { leases.append(try await store.createSample("run-\(number)")) }
    try await store.connections.writer.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA max_page_count = 1")
    }
    let failures = await withTaskGroup(of: StoreError?.self) { group in
      for lease in leases {
        group.addTask {
          do { try await store.appendSample(under: lease, size: 50_000) } catch {
            return error as? StoreError
          }
          return nil
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(failures == Array(repeating: .full(path: home.file.path), count: 8))
    for lease in leases {
      #expect(try await store.entries(of: lease.run).count == 1)
      #expect(try await store.run(lease.run)?.sequence == 1)
    }
  }

  @Test func `a journal that another process keeps locked is reported after the timeout`()
    async throws
  {
    var settings = SQLiteSettings()
    settings.busyTimeout = 0.01
    let store = try home.open(settings: settings)
    let other = try home.connect()
    try other.inDatabase { database in try database.beginTransaction(.immediate) }
    await #expect(throws: StoreError.busy(path: home.file.path)) {
      try await store.save(bundle: [1], hash: "a")
    }
    try other.inDatabase { database in try database.rollback() }
    try await store.save(bundle: [1], hash: "a")
    #expect(try await store.bundle("a") == [1])
  }

  @Test func `the database itself refuses to change or delete an entry`() async throws {
    try await home.fill()
    for sql in [
      "DELETE FROM entries", "DELETE FROM runs", "UPDATE entries SET key = 'x'",
      "UPDATE entries SET request_commitment = NULL", "UPDATE entries SET time = time + 1",
    ] {
      #expect(throws: DatabaseError.self) { try home.tamper { try $0.execute(sql: sql) } }
    }
    try home.tamper { database in
      try database.execute(sql: "UPDATE entries SET request = NULL, request_salt = NULL")
    }
    let store = try home.open()
    let journal = try await store.entries(of: try RunID(sample: "run"))
    #expect(journal.count == 20 && journal.allSatisfy { $0.request == nil })
    try EntryChain.verify(journal)
  }

  @Test func `closing writes down what is under way`() async throws {
    let store = try home.open()
    let lease = try await store.createSample("run")
    async let append: Void = store.appendSample(under: lease)
    try await append
    try await store.close()
    #expect(try await home.open("two").entries(of: lease.run).count == 2)
  }

  @Test func `a short log stays on closing, a long one is emptied, one in use stays`() async throws
  {
    func logSize() -> Int { home.file.size(suffix: "-wal") }
    try await home.open().close()
    let writer = try home.open()
    try await writer.save(bundle: [1], hash: "a")
    try await writer.close()
    #expect(logSize() > 0)
    let reader = try home.connect()
    try reader.inDatabase { database in
      try database.beginTransaction(.deferred)
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM bundles")
    }
    try await home.fill()
    #expect(logSize() > 0)
    try reader.inDatabase { database in try database.commit() }
    var settings = SQLiteSettings()
    settings.checkpointPagesOnClose = 1
    try await home.open(settings: settings).close()
    #expect(logSize() == 0)
    #expect(try await home.open().bundle("a") == [1])
  }
}

extension SQLiteStore {
  /// Fills four runs side by side.
  func write(_ count: Int, prefix: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let lease = try await self.createSample("\(prefix)-\(number)")
          for _ in 1..<count { try await self.appendSample(under: lease) }
        }
      }
      try await group.waitForAll()
    }
  }
}
