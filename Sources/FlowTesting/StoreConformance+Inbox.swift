import FlowEngine

extension StoreConformance {
  static let inboxes: [Check] = [
    Check("messages of any worker stay in the order of their arrival") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let other = try await bench.store("two")
      let messages = ["b", "a", "c"].map { bench.message($0, to: lease.run) }
      for message in messages { try await other.post(message) }
      try bench.expect(try await store.inbox(of: lease.run), is: messages, "the inbox")
    },
    Check("a message that is posted twice is there once") { bench in
      let (store, lease) = try await bench.storeWithRun()
      for _ in 1...2 { try await store.post(bench.message("a", to: lease.run)) }
      try bench.expect(try await store.inbox(of: lease.run).count, is: 1, "the inbox's length")
    },
    Check("runs do not share messages") { bench in
      let (store, lease) = try await bench.storeWithRun()
      let other = try await bench.create("other", in: store)
      try await store.post(bench.message("a", to: lease.run))
      try await store.post(bench.message("a", to: other.run))
      try await store.append([], row: bench.progress(), consuming: ["a"], lease: lease)
      try bench.expect(try await store.inbox(of: lease.run), is: [], "the inbox")
      try bench.expect(try await store.inbox(of: other.run).count, is: 1, "the other's length")
    },
    Check("an append takes its messages out of the inbox, and no others") { bench in
      let (store, lease) = try await bench.storeWithRun()
      for id in ["a", "b", "c"] { try await store.post(bench.message(id, to: lease.run)) }
      let entries = try await bench.entries(1, continuing: lease.run, in: store)
      try await store.append(entries, row: bench.progress(), consuming: ["c", "a"], lease: lease)
      try bench.expect(try await store.inbox(of: lease.run).map(\.id), is: ["b"], "the inbox")
    },
    Check("an append with a message that is not there is refused as a whole") { bench in
      let (store, lease) = try await bench.storeWithRun()
      try await store.post(bench.message("a", to: lease.run))
      let entries = try await bench.entries(1, continuing: lease.run, in: store)
      let expected = StoreError.unknownMessage(lease.run, id: "gone")
      try await bench.expectRefusal("the append", expected) {
        try await store.append(
          entries, row: bench.progress(.waiting), consuming: ["a", "gone"], lease: lease)
      }
      try bench.expect(try await store.inbox(of: lease.run).map(\.id), is: ["a"], "the inbox")
      try bench.expect(try await store.entries(of: lease.run).count, is: 1, "the journal's length")
      try bench.expect(try await store.run(lease.run)?.phase, is: .running, "the phase")
    },
    Check("a run that has ended takes no messages") { bench in
      for phase in RunPhase.allCases where phase.isFinished {
        let (store, lease) = try await bench.storeInPhase(phase)
        guard let row = try await store.run(lease.run) else {
          throw ConformanceFailure(message: "the row is gone")
        }
        try await bench.expectRefusal("a message", .finished(row)) {
          try await store.post(bench.message("a", to: lease.run))
        }
        try bench.expect(try await store.inbox(of: lease.run), is: [], "the inbox")
        try await store.close()
      }
    },
    Check("an unknown run takes no messages") { bench in
      let (store, id) = (try await bench.store(), try bench.id("nobody"))
      try await bench.expectRefusal("a message", .unknownRun(id)) {
        try await store.post(bench.message("a", to: id))
      }
    },
  ]
}

extension StoreBench {
  /// A store with a run that is in some phase and bears its name.
  func storeInPhase(_ phase: RunPhase) async throws -> (any RunStore, Lease) {
    let store = try await store()
    let lease = try await create(phase.rawValue, in: store)
    try await store.append([], row: progress(phase), consuming: [], lease: lease)
    return (store, lease)
  }
}
