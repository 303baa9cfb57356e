import FlowTesting
import FlowValue
import Foundation
import GRDB
import Logging

@testable import FlowEngine

/// A home folder that goes away with its last user, and the stores in it.
final class JournalHome: Sendable {
  static let log = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

  let url: URL
  private let isOurs: Bool

  init() {
    isOurs = true
    url = FileManager.default.temporaryDirectory
      .appending(path: "journal-\(UUID().uuidString)", directoryHint: .isDirectory)
  }

  /// A folder that something else made and removes.
  init(borrowing path: String) {
    isOurs = false
    url = URL(filePath: path, directoryHint: .isDirectory)
  }

  deinit { if isOurs { try? FileManager.default.removeItem(at: url) } }

  var file: JournalFile { JournalFile(home: url) }

  func open(
    _ worker: String = "one", settings: SQLiteSettings = SQLiteSettings()
  ) throws -> SQLiteStore {
    try SQLiteStore(home: url, worker: worker, log: Self.log, settings: settings)
  }

  /// The error with which the journal does not open.
  func openingError(settings: SQLiteSettings = SQLiteSettings()) -> StoreError? {
    do {
      _ = try open(settings: settings)
      return nil
    } catch { return error as? StoreError }
  }

  /// Leaves a journal with a run of 20 entries behind, its log moved over.
  func fill() async throws {
    var settings = SQLiteSettings()
    settings.checkpointPagesOnClose = 0
    let store = try open("filler", settings: settings)
    let lease = try await store.createSample("run")
    for _ in 1..<20 { try await store.appendSample(under: lease) }
    try await store.close()
  }

  /// A connection behind the store's back, which may keep a transaction open.
  func connect() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: file.path, configuration: configuration)
  }

  /// Does something to the database behind the store's back.
  func tamper<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try connect()
    defer { try? queue.close() }
    return try queue.inDatabase(body)
  }
}

extension SQLiteStore {
  /// Creates a run with one entry.
  func createSample(_ id: String) async throws -> Lease {
    try await save(bundle: [1], hash: "bundle")
    let row = RunRow(
      id: try RunID(sample: id),
      workflow: WorkflowIdentity(namespace: "samples", name: "walk", version: "1.0.0"),
      bundle: "bundle", inputDigest: "input", profile: "test",
      startedAt: Timestamp(milliseconds: 0))
    return try await create(row, entries: [.sample(of: row.id, after: nil)])
  }

  /// Appends one entry to where the journal ends now.
  func appendSample(under lease: Lease, size: Int = 100) async throws {
    let last = try await entries(of: lease.run).last
    let entry = Entry.sample(of: lease.run, after: last, size: size)
    let progress = RunProgress(phase: .running, updatedAt: Timestamp(milliseconds: 1))
    try await append([entry], row: progress, consuming: [], lease: lease)
  }
}

extension RunID {
  struct Invalid: Error {}

  init(sample: String) throws {
    guard let id = RunID(rawValue: sample) else { throw Invalid() }
    self = id
  }
}

extension Entry {
  static func sample(of run: RunID, after last: Entry?, size: Int = 100) -> Entry {
    var chain = EntryChain(run: run, last: last)
    let draft = EntryDraft(
      key: "task#0", kind: last == nil ? .started : .answered, request: ["method": "GET"],
      outcome: .string(String(repeating: "x", count: size)), time: Timestamp(milliseconds: 1),
      actor: "somebody")
    return chain.seal(draft) { [UInt8](repeating: 7, count: 16) }
  }
}
