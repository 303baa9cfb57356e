import FlowEngine
import FlowValue

extension StoreConformance {
  static let lists: [Check] = [
    Check("runs are listed with the one that was started last first") { bench in
      let store = try await bench.storeWithList()
      let all = try await store.runs(RunFilter())
      try bench.expect(all.map(\.id.rawValue), is: ["d", "c", "b", "a"], "the list")
      try bench.expect(all.first, is: try await store.run(bench.id("d")), "the first row")
    },
    Check("a list can be cut and continued, also between runs of one moment") { bench in
      let store = try await bench.storeWithList()
      var pages: [[String]] = []
      var last: RunID?
      for _ in 1...3 {
        let page = try await store.runs(RunFilter(limit: 2, after: last))
        last = page.last?.id ?? last
        pages.append(page.map(\.id.rawValue))
      }
      try bench.expect(pages, is: [["d", "c"], ["b", "a"], []], "the pages")
      let none = try await store.runs(RunFilter(limit: 0))
      try bench.expect(none, is: [], "a list of at most none")
      let stray = try await store.runs(RunFilter(after: bench.id("nobody")))
      try bench.expect(stray, is: [], "a list after an unknown run")
    },
    Check("runs are listed by phase") { bench in
      let store = try await bench.storeWithList()
      let some = try await store.runs(RunFilter(phases: [.waiting, .completed]))
      try bench.expect(some.map(\.id.rawValue), is: ["c", "b", "a"], "the list")
      let none = try await store.runs(RunFilter(phases: []))
      try bench.expect(none, is: [], "the list of no phase")
    },
    Check("runs are listed by their wake-up") { bench in
      let store = try await bench.storeWithList()
      for (moment, expected) in [(99, []), (100, ["a"]), (200, ["b", "a"])] {
        let filter = RunFilter(
          phases: [.waiting], wakeBefore: Timestamp(milliseconds: Int64(moment)))
        let due = try await store.runs(filter)
        try bench.expect(due.map(\.id.rawValue), is: expected, "the list at \(moment)")
      }
    },
    Check("runs with messages are listed until the messages are taken") { bench in
      let store = try await bench.store()
      let lease = try await bench.create("told", in: store)
      _ = try await bench.create("left", in: store)
      try await store.post(bench.message("cancel", to: lease.run))
      let told = try await store.runs(RunFilter(hasMessages: true))
      try bench.expect(told.map(\.id.rawValue), is: ["told"], "the list")
      try await store.append(
        [], row: bench.progress(.running), consuming: ["cancel"], lease: lease)
      let none = try await store.runs(RunFilter(hasMessages: true))
      try bench.expect(none, is: [], "the list after the message was taken")
    },
    Check("runs are listed by what they wait for") { bench in
      let store = try await bench.store()
      for (id, kinds) in [("a", ["listen", "sleep"]), ("b", ["run"]), ("c", [])] {
        let lease = try await bench.create(id, in: store)
        var progress = bench.progress(.waiting)
        progress.waiting = .array(kinds.map { ["kind": .string($0)] })
        try await store.append([], row: progress, consuming: [], lease: lease)
      }
      for (kind, expected) in [("listen", ["a"]), ("sleep", ["a"]), ("run", ["b"]), ("x", [])] {
        let rows = try await store.runs(RunFilter(waitingFor: kind))
        try bench.expect(rows.map(\.id.rawValue), is: expected, "the list for \(kind)")
      }
    },
  ]
}

extension StoreBench {
  /// Four runs, created out of order: `a` and `b` wait, `c` is completed, `d` runs; `b` and `c`
  /// were started in the same moment.
  func storeWithList() async throws -> any RunStore {
    let store = try await store()
    for (id, moment) in [("b", 2), ("d", 3), ("a", 1), ("c", 2)] {
      let lease = try await create(id, in: store, at: Int64(moment))
      var progress = progress(id == "d" ? .running : id == "c" ? .completed : .waiting)
      if progress.phase == .waiting {
        progress.wakeAt = Timestamp(milliseconds: id == "a" ? 100 : 200)
      }
      try await store.append([], row: progress, consuming: [], lease: lease)
    }
    return store
  }
}
