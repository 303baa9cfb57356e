import FlowEngine
import FlowValue

/// What checks are written with: a place, samples, and ways to state what should be so.
struct StoreBench: Sendable {
  static let bundle = "sha256-of-the-bundle"

  let place: StorePlace

  /// A store of a worker, in which the sample bundle is saved.
  func store(_ worker: String = "one") async throws -> any RunStore {
    let store = try await place.open(worker)
    try await store.save(bundle: [1, 2, 3], hash: Self.bundle)
    return store
  }

  /// A store with one run, whose journal has one entry.
  func storeWithRun(_ id: String = "run") async throws -> (any RunStore, Lease) {
    let store = try await store()
    return (store, try await create(id, in: store))
  }

  /// Creates a run with one entry.
  func create(_ id: String, in store: any RunStore, at milliseconds: Int64 = 0) async throws
    -> Lease
  {
    let row = try row(id, at: milliseconds)
    return try await store.create(row, entries: [try entry(row.id)])
  }

  func id(_ text: String) throws -> RunID {
    guard let id = RunID(rawValue: text) else { throw ConformanceFailure(message: "bad sample id") }
    return id
  }

  func row(_ id: String, at milliseconds: Int64 = 0) throws -> RunRow {
    RunRow(
      id: try self.id(id),
      workflow: WorkflowIdentity(namespace: "samples", name: "walk", version: "1.0.0"),
      bundle: Self.bundle, inputDigest: "sha256-of-the-input", profile: "test",
      startedAt: Timestamp(milliseconds: milliseconds))
  }

  /// The entry that comes after `last`, or the first.
  func entry(_ run: RunID, after last: Entry? = nil) throws -> Entry {
    var chain = EntryChain(run: run, last: last)
    return seal(draft(last == nil ? .started : .answered), in: &chain)
  }

  /// So many entries that continue a run's journal.
  func entries(_ count: Int, continuing run: RunID, in store: any RunStore) async throws -> [Entry]
  {
    var chain = EntryChain(run: run, last: try await store.entries(of: run).last)
    return (0..<count).map { _ in seal(draft(.answered), in: &chain) }
  }

  func seal(_ draft: EntryDraft, in chain: inout EntryChain) -> Entry {
    let byte = UInt8(truncatingIfNeeded: chain.nextSequence)
    return chain.seal(draft) { [UInt8](repeating: byte, count: 16) }
  }

  func draft(_ kind: EntryKind) -> EntryDraft {
    EntryDraft(
      key: "call~2/before#0", kind: kind, request: ["path": "/things"], outcome: ["status": 200],
      time: Timestamp(milliseconds: 5), actor: "somebody")
  }

  func progress(_ phase: RunPhase = .running) -> RunProgress {
    RunProgress(phase: phase, updatedAt: Timestamp(milliseconds: 7))
  }

  func message(_ id: String, to run: RunID) -> InboxMessage {
    InboxMessage(
      id: id, run: run, kind: "cancel", payload: ["reason": .string(id)], actor: ["os": "root"],
      time: Timestamp(milliseconds: 6))
  }
}

extension StoreBench {
  func expect(_ isSo: Bool, _ otherwise: @autoclosure () -> String) throws {
    if !isSo { throw ConformanceFailure(message: otherwise()) }
  }

  func expect<Value: Equatable>(_ value: Value, is expected: Value, _ what: String) throws {
    try expect(value == expected, "\(what) is \(value), not \(expected)")
  }

  /// The error that `body` throws.
  func refusal<Value>(
    _ what: String, of body: () async throws -> Value
  ) async throws -> StoreError {
    do { _ = try await body() } catch let error as StoreError { return error }
    throw ConformanceFailure(message: "\(what) was accepted")
  }

  func expectRefusal<Value>(
    _ what: String, _ expected: StoreError, of body: () async throws -> Value
  ) async throws {
    try expect(try await refusal(what, of: body), is: expected, "the error of \(what)")
  }

  func expectHeld<Value>(
    _ what: String, _ id: RunID, of body: () async throws -> Value
  ) async throws {
    let error = try await refusal(what, of: body)
    guard case .held(id, _) = error else {
      throw ConformanceFailure(message: "\(what) failed with \(error) instead of `held`")
    }
  }
}
