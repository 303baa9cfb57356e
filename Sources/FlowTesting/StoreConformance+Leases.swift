import FlowEngine

extension StoreConformance {
  static let leases: [Check] = [
    Check("a run is driven by one worker, and another learns who it is") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let other = try await bench.store("two")
      let error = try await bench.refusal("a second lease") { try await other.acquire(lease.run) }
      guard case .held(lease.run, let holder) = error, holder.contains("worker one") else {
        throw ConformanceFailure(message: "the error is \(error), which does not name worker one")
      }
      try await store.release(lease)
      _ = try await other.acquire(lease.run)
    },
    Check("a worker does not get a lease twice") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await bench.expectHeld("a second lease", lease.run) { try await store.acquire(lease.run) }
      try await store.release(lease)
      let second = try await store.acquire(lease.run)
      try await bench.expectHeld("a third lease", lease.run) { try await store.acquire(second.run) }
    },
    Check("a lease that is given back can be taken, under a higher fence") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.release(lease)
      try bench.expect(try await store.run(lease.run)?.worker, is: nil, "the row's worker")
      let other = try await bench.store("two")
      let second = try await other.acquire(lease.run)
      try bench.expect(second, is: Lease(run: lease.run, worker: "two", fence: 2), "the lease")
      let row = try await store.run(lease.run)
      try bench.expect(row?.worker, is: "two", "the row's worker")
      try bench.expect(row?.fence, is: 2, "the row's fence")
    },
    Check("nothing is written under a lease that was given back") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.release(lease)
      try await bench.expectFenced(lease, in: store)
      _ = try await store.acquire(lease.run)
      try await bench.expectFenced(lease, in: store)
    },
    Check("giving back a lost lease changes nothing") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.release(lease)
      let second = try await store.acquire(lease.run)
      try await store.release(lease)
      try bench.expect(try await store.run(lease.run)?.worker, is: "one", "the row's worker")
      try await bench.expectHeld("a third lease", lease.run) { try await store.acquire(lease.run) }
      try bench.expect(
        try await bench.appendSome(1, under: second, in: store), is: true, "an append's success")
    },
    Check("of workers that want a run at once, one gets it") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.release(lease)
      let other = try await bench.store("two")
      let leases = try await withThrowingTaskGroup(of: Lease?.self) { group in
        for contender in [store, other, store, other] {
          group.addTask { try await bench.tryToAcquire(lease.run, in: contender) }
        }
        return try await group.compactMap { $0 }.reduce(into: []) { $0.append($1) }
      }
      try bench.expect(leases.count, is: 1, "the number of leases")
      try bench.expect(leases.first?.fence, is: 2, "the fence")
    },
    Check("a finished run can be taken, so that it can be tried again") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.append([], row: bench.progress(.faulted), consuming: [], lease: lease)
      try await store.release(lease)
      _ = try await store.acquire(lease.run)
    },
    Check("an unknown run cannot be taken, now or after it was asked for") { bench in
      let (store, id) = (try await bench.store(), try bench.id("nobody"))
      for _ in 1...2 {
        try await bench.expectRefusal("a lease", .unknownRun(id)) { try await store.acquire(id) }
      }
    },
  ]
}

extension StoreBench {
  /// States that an append under this lease is refused and leaves journal, row and inbox alone.
  func expectFenced(_ lease: Lease, in store: any RunStore) async throws {
    try await store.post(message("kept", to: lease.run))
    let (row, journal) = (try await store.run(lease.run), try await store.entries(of: lease.run))
    let entries = try await entries(1, continuing: lease.run, in: store)
    try await expectRefusal("an append under a lost lease", .fenced(lease.run)) {
      try await store.append(entries, row: progress(), consuming: ["kept"], lease: lease)
    }
    try expect(try await store.run(lease.run), is: row, "the row")
    try expect(try await store.entries(of: lease.run), is: journal, "the journal")
    try expect(try await store.inbox(of: lease.run).map(\.id), is: ["kept"], "the inbox")
  }

  /// A lease, or nothing if somebody holds the run.
  func tryToAcquire(_ id: RunID, in store: any RunStore) async throws -> Lease? {
    do { return try await store.acquire(id) } catch StoreError.held { return nil }
  }
}
