import FlowEngine

extension StoreConformance {
  static let lifetimes: [Check] = [
    Check("what one worker wrote is there for the next") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.post(bench.message("a", to: lease.run))
      let before = try await bench.everything(lease.run, in: store)
      try await store.close()
      let next = try await bench.place.open("two")
      try bench.expect(
        try await bench.everything(lease.run, in: next), is: before, "what the next one finds")
    },
    Check("the runs of a worker that closed are free at once, and its leases are lost") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let other = try await bench.store("two")
      try await store.close()
      let second = try await other.acquire(lease.run)
      try bench.expect(second.fence, is: lease.fence + 1, "the fence")
      try await bench.expectFenced(lease, in: other)
    },
    Check("a worker that comes back under its name finds its runs free") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.close()
      let again = try await bench.store()
      let second = try await again.acquire(lease.run)
      try bench.expect(second.fence, is: lease.fence + 1, "the fence")
      try await bench.expectFenced(lease, in: again)
    },
    Check("no two stores are open for one worker") { bench in
      let store = try await bench.store()
      _ = try await bench.refusal("a second store") { try await bench.place.open("one") }
      try await store.close()
      _ = try await bench.place.open("one")
    },
    Check("a closed store refuses everything, and may be closed again") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.close()
      try await store.close()
      let calls: [@Sendable () async throws -> Void] = [
        { _ = try await bench.create("other", in: store) },
        { try await store.append([], row: bench.progress(), consuming: [], lease: lease) },
        { _ = try await store.entries(of: lease.run) },
        { _ = try await store.run(lease.run) },
        { _ = try await store.runs(RunFilter()) },
        { _ = try await store.acquire(lease.run) },
        { try await store.release(lease) },
        { try await store.post(bench.message("a", to: lease.run)) },
        { _ = try await store.inbox(of: lease.run) },
        { try await store.save(bundle: [], hash: "b") },
        { _ = try await store.bundle("b") },
      ]
      for (number, call) in calls.enumerated() {
        let error = try await bench.refusal("call \(number) of a closed store", of: call)
        guard case .closed = error else {
          throw ConformanceFailure(message: "call \(number) failed with \(error)")
        }
      }
    },
  ]
}

extension StoreBench {
  /// All that a store knows of a run but who drives it.
  func everything(_ id: RunID, in store: any RunStore) async throws -> [String] {
    var row = try await store.run(id)
    row?.worker = nil
    let bundle = try await store.bundle(Self.bundle)
    return [
      "\(String(describing: row))", "\(try await store.entries(of: id))",
      "\(try await store.inbox(of: id))", "\(String(describing: bundle))",
    ]
  }
}
