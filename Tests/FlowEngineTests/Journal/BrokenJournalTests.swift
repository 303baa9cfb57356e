import FlowValue
import Foundation
import GRDB
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct BrokenJournalTests {
  let home = JournalHome()
  var path: String { home.file.path }

  @Test func `a text file is not a journal`() throws {
    try home.file.prepareFolders()
    try Data(repeating: UInt8(ascii: "x"), count: 5000).write(to: URL(filePath: path))
    #expect(home.openingError() == .notADatabase(path: path))
  }

  @Test func `a database of another program is left alone`() throws {
    try home.file.prepareFolders()
    try home.tamper { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(home.openingError() == .foreignDatabase(path: path))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `a journal of a newer program is refused, in both numbers`() async throws {
    try await home.fill()
    try home.tamper { try $0.execute(sql: "PRAGMA user_version = 9") }
    let expected = StoreError.newer(path: path, found: "format 9", supported: "formats up to 1")
    #expect(home.openingError() == expected)
  }

  @Test func `an older journal is brought up to date, once`() async throws {
    try await home.fill()
    var settings = SQLiteSettings()
    settings.schema.steps.append("ALTER TABLE runs ADD COLUMN note TEXT;")
    for worker in ["one", "two"] {
      let store = try home.open(worker, settings: settings)
      #expect(try await store.runs(RunFilter()).count == 1)
      try await store.close()
    }
    #expect(try home.tamper { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
    let expected = StoreError.newer(path: path, found: "format 2", supported: "formats up to 1")
    #expect(home.openingError() == expected)
  }

  @Test func `a step that fails leaves the older journal as it was`() async throws {
    try await home.fill()
    var settings = SQLiteSettings()
    settings.schema.steps.append("ALTER TABLE runs ADD COLUMN note TEXT; DROP TABLE nothing;")
    #expect(home.openingError(settings: settings) != nil)
    #expect(try await home.open().runs(RunFilter()).count == 1)
  }

  @Test func `an empty file is a damaged journal, not a new one`() async throws {
    try await home.fill()
    try truncate(to: 0)
    #expect(home.openingError() == .corrupt(path: path, detail: "the file is empty"))
    #expect(home.file.size() == 0)
  }

  @Test func `a log whose database is gone is not taken for a new journal's`() async throws {
    let store = try home.open()
    _ = try await store.createSample("run")
    try await store.close()
    try FileManager.default.removeItem(atPath: path)
    let detail = "it is gone, but its log is there"
    #expect(home.openingError() == .corrupt(path: path, detail: detail))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [1000, 4096, 5000, 8192])
  func `a journal that was cut short is not opened`(size: UInt64) async throws {
    try await home.fill()
    try truncate(to: size)
    guard case .corrupt(path, _) = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test func `a table cut off under a log that is still there is found on opening`() async throws {
    let store = try home.open()
    _ = try await store.createSample("run")
    try await store.close()
    try truncate(to: 4096)
    guard case .corrupt(path, _) = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test func `a damaged page is reported where it is read`() async throws {
    try await home.fill()
    let page = try home.tamper { database in
      try Int.fetchOne(
        database, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'entries'")
    }
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    try handle.seek(toOffset: UInt64((try #require(page) - 1) * 4096))
    try handle.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try handle.close()
    guard case .corrupt(path, _) = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test(arguments: [
    ("UPDATE runs SET waiting = '['", "run run"),
    ("UPDATE runs SET last_hash = x'00'", "run run"),
    ("UPDATE runs SET id = 'no id'", "no id"),
  ])
  func `a row that makes no sense is damage, told with its run`(
    sql: String, named: String
  ) async throws {
    try await home.fill()
    try home.tamper { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
    }
    let store = try home.open()
    let error = await #expect(throws: StoreError.self) { try await store.runs(RunFilter()) }
    guard case .corrupt(path, let detail) = error else {
      Issue.record("failed otherwise: \(String(describing: error))")
      return
    }
    #expect(detail.contains(named))
  }

  @Test func `content that is no JSON is damage, told with its entry`() async throws {
    try await home.fill()
    try home.tamper { try $0.execute(sql: "UPDATE entries SET outcome = '{' WHERE sequence = 3") }
    let (store, id) = (try home.open(), try RunID(sample: "run"))
    let error = await #expect(throws: StoreError.self) { try await store.entries(of: id) }
    #expect(try #require(error).description.contains("entry 3 of run run"))
  }

  @Test func `an entry of a kind that is not known yet is from a newer program`() async throws {
    try await home.fill()
    try home.tamper { database in
      try database.execute(sql: "DROP TRIGGER entries_are_sealed")
      try database.execute(sql: "UPDATE entries SET kind = 'forgotten' WHERE sequence = 3")
    }
    let (store, id) = (try home.open(), try RunID(sample: "run"))
    let error = await #expect(throws: StoreError.self) { try await store.entries(of: id) }
    guard case .newer(path, let found, _) = error else {
      Issue.record("failed otherwise: \(String(describing: error))")
      return
    }
    #expect(found == "the EntryKind “forgotten” in entry 3 of run run")
  }

  @Test func `a home that is a file cannot be opened`() throws {
    try Data().write(to: home.url)
    guard case .cannotOpen = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test func `a journal that is a folder cannot be opened`() throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
    guard case .cannotOpen = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount, as root on Linux"))
  func `a journal on a read-only disk is not opened`() async throws {
    try await home.fill()
    let mount = try ReadOnlyMount(home.url.path)
    defer { mount.remove() }
    guard case .readOnly = home.openingError() else {
      Issue.record("opened, or failed otherwise: \(String(describing: home.openingError()))")
      return
    }
  }

  @Test func `every error says what is wrong and what to do next`() throws {
    let id = try RunID(sample: "r1")
    let row = RunRow(
      id: id, workflow: WorkflowIdentity(namespace: "n", name: "w", version: "1"), bundle: "b",
      inputDigest: "i", profile: "p", startedAt: Timestamp(milliseconds: 0))
    let errors: [StoreError] = [
      .exists(row), .unknownRun(id), .finished(row), .held(id, by: "worker w (pid 1 on h)"),
      .fenced(id), .outOfOrder(id, expected: 3), .unknownMessage(id, id: "m"),
      .unknownBundle("b"), .unstorable("a\0"), .closed(path: "p"), .notADatabase(path: "p"),
      .foreignDatabase(path: "p"), .newer(path: "p", found: "2", supported: "1"),
      .corrupt(path: "p", detail: "d"), .readOnly(path: "p"), .full(path: "p"), .busy(path: "p"),
      .notDurable(path: "p", detail: "d"), .cannotOpen(path: "p", reason: "r"),
      .failed(path: "p", detail: "d"),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(errors.allSatisfy { $0.description.hasSuffix(".") && !$0.hint.isEmpty })
    #expect(errors.count(where: \.isRefusal) == 10)
  }

  private func truncate(to size: UInt64) throws {
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    try handle.truncate(atOffset: size)
    try handle.close()
  }
}
