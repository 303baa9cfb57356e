import FlowEngine
import FlowValue
import Foundation
import Logging

/// A journal that is written to without any walk: what the store alone costs.
struct SampleJournal {
  /// The texts of each entry; a raw row has the same.
  static let key = "task~2/before:thing#0"
  static let request: FlowValue = ["method": "GET", "url": "https://example.com/v1/things/1"]
  static let outcome: FlowValue = [
    "status": 200, "body": .string(String(repeating: "x", count: 250)),
  ]

  private static let bundle = "sha256-of-the-bundle"
  private let store: SQLiteStore

  init(in folder: URL) async throws {
    store = try SQLiteStore.open(
      home: folder.appending(path: "home"), worker: "bench", log: Logger(label: "flowbench"))
    try await store.save(bundle: [1], hash: Self.bundle)
  }

  func close() async throws { try await store.close() }

  /// Creates a run and appends entries to it, one after the other.
  func write(_ count: Int, to name: String) async throws {
    guard let run = RunID(rawValue: name) else {
      throw BenchmarkFailure(description: "\(name) cannot be the id of a run")
    }
    let row = RunRow(
      id: run, workflow: WorkflowIdentity(namespace: "bench", name: "sample", version: "1.0.0"),
      bundle: Self.bundle, inputDigest: "sha256-of-the-input", profile: "bench",
      startedAt: Timestamp(milliseconds: 0))
    var chain = EntryChain(run: run, last: nil)
    let lease = try await store.create(row, entries: [chain.seal(draft(.started), salt: Self.salt)])
    for number in 1..<max(2, count) {
      try await store.append(
        [chain.seal(draft(.answered), salt: Self.salt)],
        row: RunProgress(phase: .running, updatedAt: Timestamp(milliseconds: Int64(number))),
        consuming: [], lease: lease)
    }
  }

  private func draft(_ kind: EntryKind) -> EntryDraft {
    EntryDraft(
      key: Self.key, kind: kind, request: Self.request, outcome: Self.outcome,
      time: Timestamp(milliseconds: 1))
  }

  private static func salt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return generator.bytes(16)
  }
}
