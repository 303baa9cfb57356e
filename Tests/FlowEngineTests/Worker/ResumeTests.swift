import FlowEngine
import FlowTesting
import FlowValue
import Testing

@Suite struct `Resuming` {
  private static let tasks = """
    - first: { call: shop.placeOrder, with: { item: tea } }
    - rest: { wait: PT5S }
    - again:
        for: { each: item, in: "${ { 'cup', 'pot' } }" }
        do:
          - order: { call: shop.placeOrder, with: { item: "${ item }" } }
    - note: { set: { last: "${ input.number }" } }
    """

  private static let hooks = """
    return { first = { after = function(task, output)
      output.at, output.mark = flow.now(), math.random(1000000)
      return output
    end } }
    """

  /// How many appends the run makes when nothing goes wrong.
  private static let appends = 10

  @Test(arguments: 1...appends, InterposedStore.Moment.allCases)
  func `a run that died at any append ends the same, and nothing is done twice`(
    append: Int, moment: InterposedStore.Moment
  ) async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.tasks, hooks: Self.hooks)
    let expected = try await workshop.run(id: "steady")
    #expect(expected.phase == .completed, "\(String(describing: expected.error))")
    let before = try await workshop.orderCount()

    let engine = try await FlowEngine(workshop.options)
    let dying = FlowEngine(
      surroundings: engine.surroundings,
      store: InterposedStore.crashing(try engine.store, at: append, moment))
    await #expect(throws: EngineError.self) {
      try await dying.start("test", input: [:], id: "dying").finish()
    }
    let id = try #require(RunID(rawValue: "dying"))
    let report = try await engine.resume(id).finish()
    #expect(report.phase == .completed)
    #expect(report.output?["last"] == .integer(Int64(before * 2)))
    #expect(try await engine.show(id).chain == "intact")
    await engine.close()
    #expect(try await workshop.orderCount() == before * 2)
  }

  @Test func `a run that somebody else ends while it is taken up is as it ended`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- one: { set: { n: 1 } }")
    let engine = try await FlowEngine(workshop.options)
    let run = try await engine.start("test", input: [:])
    try await run.letGo()
    var store = InterposedStore(try engine.store)
    store.beforeAcquiring = { _ = try await engine.resume($0).finish() }
    let late = FlowEngine(surroundings: engine.surroundings, store: store)
    let report = try await late.resume(run.id).finish()
    #expect(report.phase == .completed)
    #expect(report.output == ["n": 1])
    #expect(try await engine.show(run.id).report.phase == .completed)
    await engine.close()
  }

  @Test func `the number of appends that the crash test covers is all of them`() async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.tasks, hooks: Self.hooks)
    _ = try await workshop.run(id: "steady")
    let engine = try await FlowEngine(workshop.options)
    let journal = try await engine.show(try #require(RunID(rawValue: "steady"))).journal
    await engine.close()
    #expect(journal.count - 1 == Self.appends)
  }

  @Test func `a run that waits for long leaves memory and goes on when its time has come`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: PT2H }")
    let waiting = try await workshop.run(input: ["kept": 1], id: "patient")
    #expect(waiting.phase == .waiting)
    #expect(waiting.waiting.array?.first?["due"] == "2026-03-01T11:00:00Z")
    try workshop.moveClock(to: "2026-03-01T11:00:01Z")
    let engine = try await FlowEngine(workshop.options)
    let report = try await engine.resume(try #require(RunID(rawValue: "patient"))).finish()
    await engine.close()
    #expect(report.output == ["kept": 1])
  }

  @Test func `a run goes on with the definition it started with`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: PT2H }\n- say: { set: { word: old } }")
    _ = try await workshop.run(id: "pinned")
    try workshop.flow("- say: { set: { word: new } }")
    try workshop.moveClock(to: "2026-03-02T00:00:00Z")
    let engine = try await FlowEngine(workshop.options)
    let report = try await engine.resume(try #require(RunID(rawValue: "pinned"))).finish()
    await engine.close()
    #expect(report.output == ["word": "old"])
  }

  @Test func `an id attaches to its run, and to no other`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- order: { call: shop.placeOrder, with: { item: \"${ input.item }\" } }")
    let first = try await workshop.run(input: ["item": "tea"], id: "mine")
    let second = try await workshop.run(input: ["item": "tea"], id: "mine")
    #expect(second.output == first.output)
    #expect(try await workshop.orderCount() == 1)
    let error = try #require(
      await #expect(throws: EngineError.self) {
        try await workshop.run(input: ["item": "pot"], id: "mine")
      })
    #expect(error.kind == .usage)
    #expect(try await workshop.orderCount() == 1)
  }

  @Test func `two workers never drive one run`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: PT2H }")
    _ = try await workshop.run(id: "contended")
    let id = try #require(RunID(rawValue: "contended"))
    let one = try await FlowEngine(workshop.options)
    let other = try await FlowEngine(workshop.options)
    let held = try await one.resume(id)
    let error = try #require(
      await #expect(throws: EngineError.self) { try await other.resume(id) })
    #expect(error.kind == .environment)
    #expect(error.description.contains("driven by"))
    _ = try await held.finish()
    _ = try await other.resume(id).finish()
    await one.close()
    await other.close()
  }

  @Test func `a cancelled run ends as cancelled, and cannot be cancelled twice`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      "- rest: { wait: PT2H }\n- order: { call: shop.placeOrder, with: { item: tea } }")
    _ = try await workshop.run(id: "unwanted")
    let id = try #require(RunID(rawValue: "unwanted"))
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.cancel(id)?.phase == .cancelled)
    #expect(try await engine.resume(id).finish().phase == .cancelled)
    await #expect(throws: EngineError.self) { try await engine.cancel(id) }
    await engine.close()
    #expect(try await workshop.orderCount() == 0)
  }

  @Test
  func
    `a journal that answers something else suspends the run, shows both sides, and leaves it to be cancelled`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow(
      "- order: { call: shop.placeOrder, with: { item: tea } }\n- rest: { wait: PT2H }")
    _ = try await workshop.run(id: "forged")
    let id = try #require(RunID(rawValue: "forged"))
    let engine = try await FlowEngine(workshop.options)
    var store = InterposedStore(try engine.store)
    store.reading = { $0.filter { $0.kind != .answered } }
    let forged = FlowEngine(surroundings: engine.surroundings, store: store)
    let error = try #require(
      await #expect(throws: EngineError.self) { try await forged.resume(id).finish() })
    #expect(error.kind == .environment)
    #expect(error.description.contains("journal: asked rest/wait"))
    #expect(error.description.contains("walk:    order/body#0"))
    #expect(try await engine.runs(phases: [.suspended]).map(\.id) == [id])
    #expect(try await forged.cancel(id)?.phase == .cancelled)
    await engine.close()
  }
}
