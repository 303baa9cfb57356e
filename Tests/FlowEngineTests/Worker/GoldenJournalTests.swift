import FlowEngine
import FlowTesting
import FlowValue
import Foundation
import Testing

/// Journals that were recorded once and have to replay for as long as their semantics is listed.
///
/// `RECORD_GOLDEN=1 swift test` records the current one anew, which is right only together with
/// a new number in `EngineVersion.semantics`.
@Suite struct `Golden journals` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

  private static let tasks = """
    - order: { call: shop.placeOrder, with: { item: tea } }
    - rest: { wait: PT5S }
    - again:
        for: { each: item, in: "${ { 'cup', 'pot' } }" }
        do:
          - each: { call: shop.placeOrder, with: { item: "${ item }" } }
    - guarded:
        try:
          - ask: { call: shop.getStatus, with: { code: "404" }, output: { as: "${ { code = this } }" } }
          - check: { raise: { error: { type: "https://x.example/a", status: 404 } } }
        catch:
          errors: { with: { status: 404 } }
          retry:
            delay: PT1S
            jitter: { from: PT0S, to: PT1S }
            limit: { attempt: { count: 1 } }
          do: [ { note: { set: { seen: "${ error.status }" } } } ]
    - loop: { set: { n: "${ (input.n or 0) + 1 }" } }
    - more: { switch: [ { again: { when: "${ input.n < 2 }", then: loop } } ] }
    """

  private static let hooks = """
    return {
      order = { after = function(task, output)
        output.at, output.id, output.dice = flow.now(), flow.uuid(), math.random(6)
        return output
      end },
      ["*"] = { before = function(task) end },
      workflow = { after = function(task, output)
        return { n = output.n, pairs = flow.json.encode({ b = 1, a = 2 }), random = flow.random() }
      end },
    }
    """

  @Test func `a journal of semantics 1 replays to its end without performing anything`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow(Self.tasks, hooks: Self.hooks)
    let file = Self.folder.appending(path: "semantics-1.json")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try await Self.record(to: file)
    }
    let golden = try FlowValue(json: String(contentsOf: file, encoding: .utf8))
    let engine = try await FlowEngine(workshop.options)
    let store = MemoryStore(worker: "golden")
    let id = try #require(RunID(rawValue: "golden"))
    try await Self.load(golden, into: store, as: id)

    let reader = FlowEngine(surroundings: engine.surroundings, store: store)
    let report = try await reader.resume(id).finish()
    #expect(report.output == golden["output"])
    let entries = golden["entries"]?.array?.count ?? 0
    #expect(try await store.entries(of: id).count == entries + 1)
    await engine.close()
    #expect(try await workshop.orderCount() == 0)
  }

  /// Everything but the last entry, which says how the run ended.
  private static func record(to file: URL) async throws {
    let other = try Workshop()
    try other.flow(tasks, hooks: hooks)
    let report = try await other.run(id: "golden")
    let engine = try await FlowEngine(other.options)
    let store = try engine.store
    let id = try #require(RunID(rawValue: "golden"))
    let row = try #require(try await store.run(id))
    let bundle = try #require(try await store.bundle(row.bundle))
    let entries = try await store.entries(of: id).dropLast().map { entry -> FlowValue in
      [
        "key": .string(entry.key), "kind": .string(entry.kind.rawValue),
        "time": .integer(entry.time.milliseconds), "request": entry.request ?? .null,
        "outcome": entry.outcome ?? .null, "actor": entry.actor ?? .null,
      ]
    }
    let golden: FlowValue = [
      "hash": .string(row.bundle), "bundle": .string(String(decoding: bundle, as: UTF8.self)),
      "output": report.output ?? .null, "entries": .array(entries),
    ]
    try Data(golden.prettyJSON.utf8).write(to: file)
    await engine.close()
  }

  private static func load(_ golden: FlowValue, into store: any RunStore, as id: RunID) async throws
  {
    let hash = try #require(golden["hash"]?.string)
    try await store.save(bundle: Array((golden["bundle"]?.string ?? "").utf8), hash: hash)
    var chain = EntryChain(run: id, last: nil)
    let entries = (golden["entries"]?.array ?? []).compactMap { value -> Entry? in
      guard let kind = value["kind"]?.string.flatMap(EntryKind.init) else { return nil }
      func content(_ name: String) -> FlowValue? { value[name] == .null ? nil : value[name] }
      let draft = EntryDraft(
        key: value["key"]?.string ?? "", kind: kind, request: content("request"),
        outcome: content("outcome"), time: Timestamp(milliseconds: value["time"]?.integer ?? 0),
        actor: content("actor"))
      return chain.seal(draft) { Array(repeating: 7, count: 16) }
    }
    let started = try #require(entries.first)
    let row = RunRow(
      id: id, workflow: WorkflowIdentity(namespace: "tests", name: "test", version: "1.0.0"),
      bundle: hash, inputDigest: "", profile: "simulated", startedAt: started.time)
    let lease = try await store.create(row, entries: [started])
    try await store.append(
      Array(entries.dropFirst()), row: RunProgress(phase: .running, updatedAt: started.time),
      consuming: [], lease: lease)
    try await store.release(lease)
  }
}
