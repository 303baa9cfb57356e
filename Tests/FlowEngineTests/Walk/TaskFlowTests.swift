import FlowEngine
import FlowValue
import Testing

@Suite struct `Task flow` {
  private func names(_ report: RunReport) -> [String] {
    report.tasks.array?.compactMap { $0["name"]?.string } ?? []
  }

  @Test func `a directive jumps within its list`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - one: { set: { n: 1 }, then: three }
      - two: { set: { n: 2 } }
      - three: { set: { n: 3 } }
      """)
    let report = try await workshop.run()
    #expect(names(report) == ["one", "three"])
  }

  @Test func `exit leaves the list, end ends the workflow`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - outer:
          do:
            - leave: { set: { n: 1 }, then: exit }
            - never: { set: { n: 2 } }
      - stop: { set: { n: "${ input.n + 10 }" }, then: end }
      - neither: { set: { n: 0 } }
      """)
    let report = try await workshop.run()
    #expect(names(report) == ["outer", "leave", "stop"])
    #expect(report.output == ["n": 11])
  }

  @Test func `end inside a list ends the workflow`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - outer: { do: [ { inner: { set: { n: 1 }, then: end } } ] }
      - never: { set: { n: 2 } }
      """)
    let report = try await workshop.run()
    #expect(names(report) == ["outer", "inner"])
    #expect(report.output == ["n": 1])
  }

  @Test(arguments: [(5, "small"), (50, "large"), (-1, "other")])
  func `switch takes the first case that holds`(n: Int64, taken: String) async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - choose:
          switch:
            - isLarge: { when: "input.n > 10", then: large }
            - isSmall: { when: "${ input.n > 0 }", then: small }
            - otherwise: { then: other }
      - large: { set: { taken: large }, then: end }
      - small: { set: { taken: small }, then: end }
      - other: { set: { taken: other } }
      """)
    #expect(try await workshop.run(input: ["n": .integer(n)]).output == ["taken": .string(taken)])
  }

  @Test func `for passes each item, its index, and the output of the pass before`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - sum:
          for: { each: number, in: "${ input.numbers }", at: place }
          while: "${ this.total == nil or this.total < 5 }"
          do:
            - add: { set: { total: "${ (input.total or 0) + number }", last: "${ place }" } }
      """)
    let report = try await workshop.run(input: ["numbers": [1, 2, 3, 4]])
    #expect(report.output == ["total": 6, "last": 2])
  }

  @Test func `a loop made of jumps visits a task again`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - count: { set: { n: "${ (input.n or 0) + 1 }" } }
      - again: { switch: [ { more: { when: "${ input.n < 3 }", then: count } } ] }
      """)
    let report = try await workshop.run()
    #expect(report.output == ["n": 3])
    #expect(names(report).count { $0 == "count" } == 3)
  }

  @Test func `a loop that never ends is stopped`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- again: { set: { n: 1 }, then: again }")
    let report = try await workshop.run()
    #expect(report.error?.type == "https://flowengine.dev/problems/limit-exceeded")
  }

  @Test func `a pause passes its input on, in virtual time`() async throws {
    let workshop = try Workshop()
    try workshop.flow("- rest: { wait: { seconds: 30 } }")
    let report = try await workshop.run(input: ["kept": 1])
    #expect(report.output == ["kept": 1])
    let task = try #require(report.tasks.array?.first)
    #expect(task["startedAt"] == "2026-03-01T09:00:00Z")
    #expect(task["endedAt"] == "2026-03-01T09:00:30Z")
  }
}
