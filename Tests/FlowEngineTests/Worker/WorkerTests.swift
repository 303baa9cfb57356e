import FlowEngine
import FlowTesting
import FlowValue
import Testing

@Suite struct `Workers` {
  private func id(_ text: String) throws -> RunID { try #require(RunID(rawValue: text)) }

  @Test func `a run that waits for three days goes on when they are over, and not before`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow(
      "- rest: { wait: P3D }\n- order: { call: shop.placeOrder, with: { item: tea } }")
    #expect(try await workshop.run(id: "patient").phase == .waiting)
    for (moment, count) in [
      ("2026-03-02T09:00:00Z", 0), ("2026-03-04T08:59:59Z", 0), ("2026-03-04T09:00:00Z", 1),
      ("2026-03-05T09:00:00Z", 0),
    ] {
      try workshop.moveClock(to: moment)
      let engine = try await FlowEngine(workshop.options)
      let pass = try await engine.work()
      await engine.close()
      #expect(pass.reports.count == count, "at \(moment)")
      #expect(pass.failures.isEmpty)
    }
    #expect(try await workshop.orderCount() == 1)
  }

  @Test func `a run whose worker died is driven by the next one`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      "- a: { call: shop.placeOrder, with: { item: tea } }\n- b: { call: shop.placeOrder, with: { item: pot } }"
    )
    let dead = try await FlowEngine(workshop.options)
    let dying = FlowEngine(
      surroundings: dead.surroundings,
      store: InterposedStore.crashing(try dead.store, at: 2, .before))
    await #expect(throws: EngineError.self) {
      try await dying.start("test", input: [:], id: "orphan").finish()
    }
    await dead.close()
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.work().reports.map(\.phase) == [.completed])
    await engine.close()
    #expect(try await workshop.orderCount() == 2)
  }

  @Test func `one run that cannot be driven does not keep the others from it`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: PT2H }")
    for name in ["good", "forged"] { _ = try await workshop.run(id: name) }
    try workshop.moveClock(to: "2026-03-01T12:00:00Z")
    let engine = try await FlowEngine(workshop.options)
    var store = InterposedStore(try engine.store)
    store.reading = { entries in
      entries.first?.run.rawValue == "forged"
        ? Array(entries.prefix(1)) + entries.suffix(1).map(\.misnamed) : entries
    }
    let pass = try await FlowEngine(surroundings: engine.surroundings, store: store).work()
    #expect(pass.reports.map(\.id.rawValue) == ["good"])
    #expect(pass.failures.map(\.run.rawValue) == ["forged"])
    await engine.close()
  }

  @Test func `a suspended run rests until it is resumed`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: PT2H }\n- say: { set: { done: true } }")
    _ = try await workshop.run(id: "paused")
    try workshop.moveClock(to: "2026-03-01T10:00:00Z")
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.suspend(try id("paused"))?.phase == .suspended)
    await engine.close()
    try workshop.moveClock(to: "2026-03-02T09:00:00Z")
    let later = try await FlowEngine(workshop.options)
    #expect(try await later.work().reports.isEmpty)
    #expect(try await later.runs(phases: [.suspended]).count == 1)
    #expect(try await later.resume(try id("paused")).finish().output == ["done": true])
    await later.close()
  }

  @Test func `a retried run asks again for what it faulted on, and keeps what it has done`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow(
      """
      - order: { call: shop.placeOrder, with: { item: tea } }
      - count: { call: shop.countOrders }
      - enough:
          if: "${ input < 2 }"
          raise: { error: { type: "https://x.example/few", status: 409 } }
      """)
    #expect(try await workshop.run(id: "few").phase == .faulted)
    try workshop.flow("- order: { call: shop.placeOrder, with: { item: pot } }")
    _ = try await workshop.run(id: "other")
    let engine = try await FlowEngine(workshop.options)
    let report = try await engine.retry(try id("few")).finish()
    #expect(report.output == 2)
    let details = try await engine.show(try id("few"))
    #expect(details.chain == "intact")
    #expect(details.journal.filter { $0["kind"] == "reopened" }.count == 1)
    let error = try #require(
      await #expect(throws: EngineError.self) { try await engine.retry(id("few")) })
    #expect(error.description.contains("only a faulted run"))
    await engine.close()
    #expect(try await workshop.orderCount() == 2)
  }

  @Test func `a run that faulted before it asked for anything cannot be retried`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- fail: { raise: { error: { type: \"https://x.example/bad\", status: 400 } } }")
    _ = try await workshop.run(id: "hopeless")
    let engine = try await FlowEngine(workshop.options)
    let error = try #require(
      await #expect(throws: EngineError.self) { try await engine.retry(id("hopeless")) })
    #expect(error.description.contains("nothing to ask again"))
    #expect(try await engine.runs(phases: [.faulted]).count == 1)
    await engine.close()
  }

  @Test func `an event from outside reaches the runs that listen, each once`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      """
      - hear: { listen: { to: { one: { with: { type: org.example.paid, data: "${ this.amount > 10 }" } } } } }
      - again: { listen: { to: { one: { with: { type: org.example.paid } } } } }
      """)
    _ = try await workshop.run(id: "listening")
    let engine = try await FlowEngine(workshop.options)
    func paid(_ id: String, _ amount: Int64) -> FlowValue {
      [
        "specversion": "1.0", "source": "urn:bank", "type": "org.example.paid", "id": .string(id),
        "data": ["amount": .integer(amount)],
      ]
    }
    for event in [paid("1", 5), paid("2", 20), paid("2", 20)] {
      #expect(try await engine.publish(event) == 1)
      _ = try await engine.work()
    }
    #expect(try await engine.runs(phases: [.waiting]).count == 1)
    #expect(try await engine.publish(paid("3", 1)) == 1)
    #expect(try await engine.work().reports.map(\.output) == [[["amount": 1]]])
    #expect(try await engine.publish(paid("4", 1)) == 0)
    await #expect(throws: EngineError.self) { try await engine.publish(["type": "x"]) }
    await engine.close()
  }

  @Test func `a run whose started run ended without a word of it is found by the next worker`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow(
      """
      - sub: { run: { workflow: { namespace: tests, name: asking, version: 1.0.0 } } }
      - order: { call: shop.placeOrder, with: { item: "${ input.item }" } }
      """)
    try workshop.write(
      "flows/asking/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: asking, version: 1.0.0 }
      do:
        - ask: { call: prompt, with: { schema: { type: object, required: [ item ], properties: { item: { type: string } } } } }
      """)
    _ = try await workshop.run(id: "parent")
    let engine = try await FlowEngine(workshop.options)
    let child = try #require(
      try await engine.runs(phases: [.waiting]).first { $0.id.rawValue != "parent" })
    // The answer, the end, and then the process is gone: nobody tells the run that waits.
    let dying = FlowEngine(
      surroundings: engine.surroundings,
      store: InterposedStore.crashing(try engine.store, at: 2, .after))
    await #expect(throws: EngineError.self) {
      try await dying.answer(child.id, with: ["item": "tea"])
    }
    #expect(try await engine.runs(phases: [.completed]).map(\.id) == [child.id])
    #expect(try await engine.work().reports.map(\.output) == [["number": 1, "item": "tea"]])
    await engine.close()
    #expect(try await workshop.orderCount() == 1)
  }

  @Test func `cancelling a run cancels the run that it waits for`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      "- sub: { run: { workflow: { namespace: tests, name: slow, version: 1.0.0 } } }")
    try workshop.write(
      "flows/slow/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: slow, version: 1.0.0 }
      do: [ { rest: { wait: PT2H } } ]
      """)
    let report = try await workshop.run(id: "parent")
    #expect(report.phase == .waiting)
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.runs(phases: [.waiting]).count == 2)
    #expect(try await engine.cancel(try id("parent"))?.phase == .cancelled)
    #expect(try await engine.runs(phases: [.cancelled]).count == 2)
    await engine.close()
  }
}

extension Entry {
  /// The entry as if another effect had asked for it.
  fileprivate var misnamed: Entry {
    Entry(
      run: run, sequence: sequence, key: "elsewhere", kind: kind, time: time,
      request: sealedRequest, outcome: sealedOutcome, actor: sealedActor,
      previousHash: previousHash, hash: hash)
  }
}
