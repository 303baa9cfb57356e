import FlowEngine
import FlowValue
import Testing

/// Under which request id a write is sent again.
@Suite struct `A repeated write` {
  /// The shop answers one status after the other; its last answer tells the ids that it got.
  private static func simulator(_ statuses: [Int]) -> String {
    """
    local statuses = { \(statuses.map(String.init).joined(separator: ", ")) }

    return { handle = function(request)
      local sent = #state.list("sent/") + 1
      state.put("sent/" .. sent, request.headers["request-id"])
      local ids = {}
      for number = 1, sent do ids[number] = state.get("sent/" .. number) end
      return { status = statuses[sent], body = { number = sent, item = table.concat(ids, " ") } }
    end }
    """
  }

  @Test(arguments: [
    // The statuses, and which of the sendings have another id than the one before.
    ([503, 201], []), ([429, 201], [1]), ([503, 429, 201], []), ([503, 429, 503, 429, 201], []),
    ([429, 503, 201], [1]),
  ])
  func `has a new id after an answer, unless one before it may have been done`(
    statuses: [Int], changes: [Int]
  ) async throws {
    let workshop = try Workshop()
    try workshop.write("flows/plugins/shop/simulator.lua", Self.simulator(statuses))
    try workshop.flow("- order: { call: shop.placeOrder, with: { item: tea } }")
    let ids = try #require(try await workshop.run().output?["item"]?.string).split(separator: " ")
    #expect(ids.count == statuses.count)
    #expect((1..<ids.count).filter { ids[$0] != ids[$0 - 1] } == changes)
  }
}
