import FlowEngine
import FlowValue

extension StoreConformance {
  static let creation: [Check] = [
    Check("a new run is running, leased to its worker, and has its first entry") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try bench.expect(lease, is: Lease(run: lease.run, worker: "one", fence: 1), "the lease")
      let entry = try bench.entry(lease.run)
      var row = try bench.row("run")
      row.phase = .running
      row.worker = "one"
      row.fence = 1
      row.sequence = 1
      row.lastHash = entry.hash
      try bench.expect(try await store.run(lease.run), is: row, "the row")
      try bench.expect(try await store.entries(of: lease.run), is: [entry], "the journal")
    },
    Check("a run whose id exists is refused with its row, and changes nothing") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let row = try await store.run(lease.run)
      let error = try await bench.refusal("a second run of that id") {
        try await bench.create("run", in: store, at: 9)
      }
      try bench.expect(row.map(StoreError.exists), is: error, "the error")
      let other = try await bench.store("two")
      let otherError = try await bench.refusal("a second run of another worker") {
        try await bench.create("run", in: other, at: 9)
      }
      try bench.expect(row.map(StoreError.exists), is: otherError, "the error of another worker")
      try bench.expect(try await store.run(lease.run), is: row, "the row")
      try bench.expect(try await store.entries(of: lease.run).count, is: 1, "the journal's length")
    },
    Check("of runs created at once under one id, one is made and the others are refused") { bench in
      let (one, two) = (try await bench.store(), try await bench.store("two"))
      let made = await withTaskGroup(of: Bool.self) { group in
        for store in [one, two, one, two] {
          group.addTask { (try? await bench.create("run", in: store)) != nil }
        }
        return await group.reduce(into: 0) { count, isMade in count += isMade ? 1 : 0 }
      }
      try bench.expect(made, is: 1, "the number of runs made")
      try bench.expect(try await one.entries(of: bench.id("run")).count, is: 1, "its length")
    },
    Check("a run needs an entry to begin with, in the first place of its journal") { bench in
      let store = try await bench.store()
      let row = try bench.row("run")
      let first = try bench.entry(row.id)
      let stray = try bench.entry(row.id, after: first)
      for entries in [[], [stray]] {
        try await bench.expectRefusal("such a journal", .outOfOrder(row.id, expected: 0)) {
          try await store.create(row, entries: entries)
        }
      }
      try bench.expect(try await store.run(row.id), is: nil, "the row")
    },
    Check("a run needs its bundle to be saved") { bench in
      let store = try await bench.place.open("one")
      try await bench.expectRefusal("such a run", .unknownBundle(StoreBench.bundle)) {
        try await bench.create("run", in: store)
      }
      try bench.expect(try await store.run(bench.id("run")), is: nil, "the row")
    },
    Check("a refused run can be created when nothing stands in its way any more") { bench in
      let store = try await bench.place.open("one")
      _ = try await bench.refusal("a run without its bundle") {
        try await bench.create("run", in: store)
      }
      try await store.save(bundle: [], hash: StoreBench.bundle)
      _ = try await bench.create("run", in: store)
    },
    Check("an unknown run has no row, no journal and no inbox") { bench in
      let (store, id) = (try await bench.store(), try bench.id("nobody"))
      try bench.expect(try await store.run(id), is: nil, "the row")
      try bench.expect(try await store.entries(of: id), is: [], "the journal")
      try bench.expect(try await store.inbox(of: id), is: [], "the inbox")
    },
    Check("a bundle is kept as it was saved first") { bench in
      let store = try await bench.store()
      try await store.save(bundle: [9], hash: StoreBench.bundle)
      try bench.expect(try await store.bundle(StoreBench.bundle), is: [1, 2, 3], "the bundle")
      try await store.save(bundle: [], hash: "empty")
      try bench.expect(try await store.bundle("empty"), is: [], "the empty bundle")
      try bench.expect(try await store.bundle("unknown"), is: nil, "the unknown bundle")
    },
  ]
}
