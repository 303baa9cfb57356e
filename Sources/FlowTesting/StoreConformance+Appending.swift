import FlowEngine
import FlowValue

extension StoreConformance {
  static let appending: [Check] = [
    Check("entries are read back as they were written, and verify") { bench in
      let (store, lease) = try await bench.storeWithRun()
      var chain = EntryChain(run: lease.run, last: try await store.entries(of: lease.run).last)
      let entries = StoreBench.variety.map { bench.seal($0, in: &chain) }
      try await store.append(entries, row: bench.progress(), consuming: [], lease: lease)
      let journal = try await store.entries(of: lease.run)
      try bench.expect(Array(journal.dropFirst()), is: entries, "what was read")
      guard let row = try await store.run(lease.run) else {
        throw ConformanceFailure(message: "the row is gone")
      }
      try EntryChain.verify(journal, endingAt: row)
    },
    Check("the order of an object's keys is kept") { bench in
      let (store, lease) = try await bench.storeWithRun()
      var chain = EntryChain(run: lease.run, last: try await store.entries(of: lease.run).last)
      var draft = bench.draft(.answered)
      draft.outcome = ["z": 1, "a": 2, "m": 3]
      let entry = bench.seal(draft, in: &chain)
      try await store.append([entry], row: bench.progress(), consuming: [], lease: lease)
      let outcome = try await store.entries(of: lease.run).last?.outcome
      try bench.expect(outcome?.json, is: #"{"z":1,"a":2,"m":3}"#, "the outcome")
    },
    Check("a purged entry stays purged, and verifies") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let entries = try await bench.entries(2, continuing: lease.run, in: store)
      try await store.append(
        entries.map(\.purged), row: bench.progress(), consuming: [], lease: lease)
      let journal = try await store.entries(of: lease.run)
      try bench.expect(journal.dropFirst().map { $0 }, is: entries.map(\.purged), "what was read")
      try EntryChain.verify(journal)
    },
    Check("an append replaces the row's progress") { bench in
      let (store, lease) = try await bench.storeWithRun()
      var progress = RunProgress(
        phase: .faulted, updatedAt: Timestamp(milliseconds: 8),
        endedAt: Timestamp(milliseconds: 9), error: ["title": "It broke"],
        waiting: [["task": "ask"]], wakeAt: Timestamp(milliseconds: 10))
      for step in [progress, bench.progress(.waiting)] {
        progress = step
        let before = try await store.run(lease.run)
        let entries = try await bench.entries(1, continuing: lease.run, in: store)
        try await store.append(entries, row: progress, consuming: [], lease: lease)
        let expected = before?.advanced(to: progress, with: entries)
        try bench.expect(try await store.run(lease.run), is: expected, "the row")
      }
    },
    Check("an append without entries changes the row only") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let before = try await store.run(lease.run)
      try await store.append([], row: bench.progress(.suspended), consuming: [], lease: lease)
      let expected = before?.advanced(to: bench.progress(.suspended), with: [])
      try bench.expect(try await store.run(lease.run), is: expected, "the row")
      try bench.expect(try await store.entries(of: lease.run).count, is: 1, "the journal's length")
    },
    Check("an append can pin the run to another definition, and only its bundle has to be there") {
      bench in
      let (store, lease) = try await bench.storeWithRun()
      var progress = bench.progress(.waiting)
      progress.definition = RunDefinition(
        workflow: WorkflowIdentity(namespace: "samples", name: "walk", version: "2.0.0"),
        bundle: "sha256-of-another-bundle")
      let before = try await store.run(lease.run)
      let entries = try await bench.entries(1, continuing: lease.run, in: store)
      try await bench.expectRefusal(
        "an unknown bundle", .unknownBundle("sha256-of-another-bundle")
      ) {
        try await store.append(entries, row: progress, consuming: [], lease: lease)
      }
      try bench.expect(try await store.run(lease.run), is: before, "the row after the refusal")
      try bench.expect(try await store.entries(of: lease.run).count, is: 1, "the journal's length")
      try await store.save(bundle: [4], hash: "sha256-of-another-bundle")
      try await store.append(entries, row: progress, consuming: [], lease: lease)
      let after = try await store.run(lease.run)
      try bench.expect(after, is: before?.advanced(to: progress, with: entries), "the row")
      try bench.expect(after?.bundle, is: "sha256-of-another-bundle", "the bundle")
      let next = try await bench.entries(1, continuing: lease.run, in: store)
      try await store.append(next, row: bench.progress(), consuming: [], lease: lease)
      try bench.expect(try await store.run(lease.run)?.workflow.version, is: "2.0.0", "the version")
    },
    Check("entries that do not continue the journal are refused, and change nothing") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let first = try await store.entries(of: lease.run)
      let next = try await bench.entries(3, continuing: lease.run, in: store)
      let other = try bench.entry(try bench.id("other"))
      let forged = try bench.entry(lease.run, after: other.purged)
      let row = try await store.run(lease.run)
      for wrong in [first, [next[1]], [next[0], next[2]], [next[0], next[0]], [other], [forged]] {
        let error = try await bench.refusal("an append out of order") {
          try await store.append(wrong, row: bench.progress(), consuming: [], lease: lease)
        }
        guard case .outOfOrder(lease.run, _) = error else {
          throw ConformanceFailure(message: "the error is \(error) instead of `outOfOrder`")
        }
      }
      try bench.expect(try await store.run(lease.run), is: row, "the row")
      try bench.expect(try await store.entries(of: lease.run), is: first, "the journal")
      try await store.append(next, row: bench.progress(), consuming: [], lease: lease)
    },
    Check("an append to an unknown run is refused") { bench in
      let (store, id) = (try await bench.store(), try bench.id("nobody"))
      try await bench.expectRefusal("the append", .unknownRun(id)) {
        try await store.append(
          [try bench.entry(id)], row: bench.progress(), consuming: [],
          lease: Lease(run: id, worker: "one", fence: 1))
      }
    },
    Check("many runs append at once, and a fenced one among them leaves the others done") { bench in
      let store = try await bench.store()
      var leases: [Lease] = []
      for number in 0..<32 { leases.append(try await bench.create("run-\(number)", in: store)) }
      let lost = leases[7]
      try await store.release(lost)
      let done = try await withThrowingTaskGroup(of: Bool.self) { group in
        for lease in leases {
          group.addTask { try await bench.appendSome(5, under: lease, in: store) }
        }
        return try await group.reduce(into: 0) { count, isDone in count += isDone ? 1 : 0 }
      }
      try bench.expect(done, is: 31, "the number of runs that were not fenced")
      for lease in leases {
        let journal = try await store.entries(of: lease.run)
        try EntryChain.verify(journal)
        try bench.expect(journal.count, is: lease == lost ? 1 : 6, "a journal's length")
      }
    },
    Check("names with a NUL character are refused, not cut") { bench in
      let (store, lease) = try await bench.storeWithRun()
      var chain = EntryChain(run: lease.run, last: try await store.entries(of: lease.run).last)
      var draft = bench.draft(.answered)
      draft.key = "task\0#0"
      let entry = bench.seal(draft, in: &chain)
      try await bench.expectRefusal("such a key", .unstorable("task\0#0")) {
        try await store.append([entry], row: bench.progress(), consuming: [], lease: lease)
      }
      try await bench.expectRefusal("such a message", .unstorable("a\0")) {
        try await store.post(bench.message("a\0", to: lease.run))
      }
      try await bench.expectRefusal("such a bundle", .unstorable("b\0")) {
        try await store.save(bundle: [], hash: "b\0")
      }
      try bench.expect(try await store.entries(of: lease.run).count, is: 1, "the journal's length")
    },
    Check("an append is done even if its task is cancelled") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let entries = try await bench.entries(1, continuing: lease.run, in: store)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.cancelAll()
        group.addTask {
          try await store.append(entries, row: bench.progress(), consuming: [], lease: lease)
        }
        try await group.waitForAll()
      }
      try bench.expect(try await store.entries(of: lease.run).count, is: 2, "the journal's length")
    },
  ]
}

extension StoreBench {
  /// Drafts that between them use every kind and every form of content.
  static let variety: [EntryDraft] = [
    EntryDraft(key: "", kind: .asked, time: Timestamp(milliseconds: -1)),
    EntryDraft(
      key: "attente~2/avant:été#0", kind: .asked, request: .null,
      time: Timestamp(milliseconds: .max)),
    EntryDraft(
      key: "k", kind: .answered, request: .secret("password"),
      outcome: [1, 1.0, -0.5, "", "\u{0}\n\"é🙂", true, .null, [:], [], ["$secret": "plain"]],
      time: Timestamp(milliseconds: 0), actor: ["upn": "somebody@example.com"]),
    EntryDraft(
      key: "k", kind: .late, outcome: .string(String(repeating: "x", count: 100_000)),
      time: Timestamp(milliseconds: 1)),
    EntryDraft(
      key: "k", kind: .ended, outcome: ["output": .integer(.min)],
      time: Timestamp(milliseconds: 2)),
    EntryDraft(
      key: "k", kind: .reopened, request: ["voids": [1]], time: Timestamp(milliseconds: 3)),
    EntryDraft(
      key: "", kind: .rebound, request: ["bundle": "b"], time: Timestamp(milliseconds: 4)),
  ]

  /// Appends one entry at a time; `false` if the lease turns out to be lost.
  func appendSome(_ count: Int, under lease: Lease, in store: any RunStore) async throws -> Bool {
    for _ in 0..<count {
      let entries = try await entries(1, continuing: lease.run, in: store)
      do {
        try await store.append(entries, row: progress(), consuming: [], lease: lease)
      } catch StoreError.fenced { return false }
    }
    return true
  }
}
