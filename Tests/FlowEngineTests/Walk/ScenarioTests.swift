import FlowEngine
import FlowTesting
import FlowValue
import Testing

@Suite struct `Control flow` {
  @Test(arguments: Scenario.all)
  func `a run ends as its definition says`(scenario: Scenario) async throws {
    let workshop = try scenario.workshop()
    let engine = try await FlowEngine(workshop.options)
    scenario.check(try await scenario.play(engine, id: "steady"))
    let id = try #require(RunID(rawValue: "steady"))
    #expect(try await engine.show(id).chain == "intact")
    await engine.close()
    #expect(try await workshop.orderCount() == scenario.orders)
  }

  @Test(arguments: Scenario.all, InterposedStore.Moment.allCases)
  func `a run that dies at any append ends the same, and nothing is done twice`(
    scenario: Scenario, moment: InterposedStore.Moment
  ) async throws {
    var append = 1
    while try await dies(scenario, at: append, moment) { append += 1 }
    #expect(append > 1)
  }

  /// Whether there was such an append.
  private func dies(_ scenario: Scenario, at append: Int, _ moment: InterposedStore.Moment)
    async throws -> Bool
  {
    let workshop = try scenario.workshop()
    let engine = try await FlowEngine(workshop.options)
    let dying = FlowEngine(
      surroundings: engine.surroundings,
      store: InterposedStore.crashing(try engine.store, at: append, moment))
    var died = false
    do {
      _ = try await scenario.play(dying, id: "dying")
    } catch {
      died = true
    }
    scenario.check(
      try await scenario.play(engine, id: "dying"), "dies at append \(append), \(moment)")
    let id = try #require(RunID(rawValue: "dying"))
    #expect(try await engine.show(id).chain == "intact")
    await engine.close()
    #expect(try await workshop.orderCount() == scenario.orders, "append \(append), \(moment)")
    return died
  }
}
