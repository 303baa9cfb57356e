import FlowEngine
import FlowTesting
import FlowValue
import Testing

@Suite struct `Runs that go on with another definition` {
  private static let old =
    "- order: { call: shop.placeOrder, with: { item: tea } }\n- rest: { wait: P1D }"
  private static let new = """
    - note: { set: { a: 1 } }
    - order: { call: shop.placeOrder, with: { item: tea } }
    - rest: { wait: P1D }
    - more: { call: shop.placeOrder, with: { item: pot } }
    """

  private func id(_ text: String) throws -> RunID { try #require(RunID(rawValue: text)) }

  @Test(arguments: InterposedStore.Moment.allCases)
  func `a process that dies around the entry leaves a run that goes on`(
    moment: InterposedStore.Moment
  ) async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.old)
    #expect(try await workshop.run(id: "r").phase == .waiting)
    try workshop.flow(Self.new)
    let dead = try await FlowEngine(workshop.options)
    let dying = FlowEngine(
      surroundings: dead.surroundings,
      store: InterposedStore.crashing(try dead.store, at: 1, moment))
    await #expect(throws: EngineError.self) { try await dying.migrate(id("r"), to: "test") }
    await dead.close()

    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.replay(id("r")).mismatch == nil)
    let again = try await engine.migrate(id("r"), to: "test")
    #expect(again.isUnchanged == (moment == .after))
    await engine.close()
    try workshop.moveClock(to: "2026-03-02T09:00:00Z")
    let later = try await FlowEngine(workshop.options)
    #expect(try await later.work().reports.map(\.phase) == [.completed])
    let details = try await later.show(id("r"))
    #expect(details.chain == "intact")
    #expect(details.journal.filter { $0["kind"] == "rebound" }.count == 1)
    await later.close()
    #expect(try await workshop.orderCount() == 2)
  }

  @Test func `a run that somebody drives is left to them`() async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.old)
    let driver = try await FlowEngine(workshop.options)
    let run = try await driver.start("test", input: [:], id: "r")
    let other = try await FlowEngine(workshop.options)
    let error = try #require(
      await #expect(throws: EngineError.self) { try await other.migrate(id("r"), to: "test") })
    #expect(error.isHeld)
    await other.close()
    #expect(try await run.finish().phase == .waiting)
    await driver.close()
  }

  @Test func `a branch beside what the run waits for is refused; a task after it is taken`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: P1D }")
    #expect(try await workshop.run(id: "r").phase == .waiting)
    try workshop.flow(
      """
      - both:
          fork:
            branches:
              - rest: { wait: P1D }
              - order: { call: shop.placeOrder, with: { item: tea } }
      """)
    let engine = try await FlowEngine(workshop.options)
    await #expect(throws: EngineError.self) { try await engine.migrate(id("r"), to: "test") }
    try workshop.flow(
      "- rest: { wait: P1D }\n- order: { call: shop.placeOrder, with: { item: tea } }")
    #expect(try await engine.migrate(id("r"), to: "test").phase == .waiting)
    await engine.close()
  }

  @Test func `a run that it started keeps its own definition, and is not started again`()
    async throws
  {
    let workshop = try Workshop()
    try workshop.write("flows/sub/workflow.yaml", Self.sub("P1D"))
    let parent = "- sub: { run: { workflow: { namespace: tests, name: sub, version: 1.0.0 } } }"
    try workshop.flow(parent)
    #expect(try await workshop.run(id: "r").phase == .waiting)
    try workshop.write("flows/sub/workflow.yaml", Self.sub("P2D"))
    try workshop.flow(parent + "\n- note: { set: { n: 1 } }")
    let engine = try await FlowEngine(workshop.options)
    #expect(try await !engine.migrate(id("r"), to: "test").isUnchanged)
    await engine.close()
    try workshop.moveClock(to: "2026-03-02T09:00:00Z")
    let later = try await FlowEngine(workshop.options)
    _ = try await later.work()
    _ = try await later.work()
    #expect(try await later.show(id("r")).report.output == ["n": 1])
    #expect(try await later.runs().count == 2)
    await later.close()
  }

  private static func sub(_ pause: String) -> String {
    """
    document: { dsl: 1.0.3, namespace: tests, name: sub, version: 1.0.0 }
    evaluate: { language: lua }
    do: [ { rest: { wait: \(pause) } } ]
    """
  }
}
