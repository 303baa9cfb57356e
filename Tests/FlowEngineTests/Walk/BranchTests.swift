import FlowEngine
import FlowTesting
import FlowValue
import Testing

/// Which branches a walk takes, and which a definition has.
@Suite struct `Branches` {
  /// What a flow's only workflow has, and what one run of it took, in words.
  private func walked(
    _ tasks: String, more: String = "", input: FlowValue = [:]
  ) async throws -> (all: [String], taken: Set<String>, path: WalkedPath) {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(tasks, more: more)
    let footprints = Footprints()
    let engine = FlowEngine(
      surroundings: try Surroundings(workshop.options), store: MemoryStore(),
      footprints: footprints)
    let outline = try engine.outline(of: "test")
    _ = try await engine.start("test", input: input).finish()
    let workflow = try #require(outline.workflows.first)
    let path = footprints.path(in: workflow.file)
    return (workflow.branches.map(words), Set(path.branches.keys.map(words)), path)
  }

  private func words(_ branch: Branch) -> String {
    switch branch.kind {
    case .switchCase(let name): "\(branch.task): case \(name)"
    case .switchNone: "\(branch.task): no case"
    case .ifTaken: "\(branch.task): if"
    case .ifSkipped: "\(branch.task): if not"
    case .caught: "\(branch.task): caught"
    case .retried: "\(branch.task): retried"
    case .notCaught: "\(branch.task): not caught"
    case .loopEntered: "\(branch.task): entered"
    case .loopSkipped: "\(branch.task): skipped"
    }
  }

  private let choice = """
    - choose:
        switch:
          - large: { when: "input.n > 10", then: end }
          - small: { when: "input.n > 0", then: continue }
    - more:
        if: "input.n > 5"
        set: { n: 1 }
    """

  @Test(
    arguments: [
      (50, ["choose: case large"]), (7, ["choose: case small", "more: if"]),
      (3, ["choose: case small", "more: if not"]), (-1, ["choose: no case", "more: if not"]),
    ] as [(Int64, [String])])
  func `a switch and a condition go one way`(n: Int64, expected: [String]) async throws {
    let walked = try await walked(choice, input: ["n": .integer(n)])
    #expect(
      walked.all == [
        "choose: case large", "choose: case small", "choose: no case", "more: if", "more: if not",
      ])
    #expect(walked.taken == Set(expected))
  }

  @Test func `a switch whose last case has no condition always has a case`() async throws {
    let walked = try await walked(
      """
      - choose:
          switch:
            - one: { when: "false", then: end }
            - other: { then: continue }
      """)
    #expect(walked.all == ["choose: case one", "choose: case other"])
    #expect(walked.taken == ["choose: case other"])
  }

  @Test func `a problem is caught, tried again, or does not come`() async throws {
    let error = "{ type: \"https://shop.example/problems/empty\", status: 500 }"
    let walked = try await walked(
      """
      - handled:
          try: [ { raised: { raise: { error: \(error) } } } ]
          catch: { do: [ { mended: { set: { n: 1 } } } ] }
      - again:
          try: [ { raised: { raise: { error: \(error) } } } ]
          catch: { retry: { limit: { attempt: { count: 2 } } }, do: [ { mended: { set: { n: 1 } } } ] }
      - passed:
          try: [ { inner: { try: [ { raised: { raise: { error: \(error) } } } ], catch: { when: "false" } } } ]
          catch: {}
      - quiet:
          try: [ { fine: { set: { n: 1 } } } ]
          catch: { retry: { limit: { attempt: { count: 2 } } } }
      """)
    #expect(
      walked.all == [
        "handled: not caught", "handled: caught",
        "again: not caught", "again: retried", "again: caught",
        "passed: not caught", "passed: caught", "inner: not caught", "inner: caught",
        "quiet: not caught", "quiet: retried",
      ])
    #expect(
      walked.taken == [
        "handled: caught", "again: retried", "again: caught", "passed: caught",
        "quiet: not caught",
      ])
    #expect(walked.path.tasks["/do/1/again/try/0/raised"] == 3)
  }

  @Test func `a loop is entered or passed by; one over values in place is entered`() async throws {
    let walked = try await walked(
      """
      - items: { for: { in: "input.items" }, do: [ { one: { set: { n: 1 } } } ] }
      - none: { for: { in: "${ flow.array {} }" }, do: [ { two: { set: { n: 1 } } } ] }
      - stopped: { for: { in: [ 1 ] }, while: "false", do: [ { three: { set: { n: 1 } } } ] }
      - fixed: { for: { in: [ 1, 2 ] }, do: [ { four: { set: { n: 1 } } } ] }
      """, input: ["items": [1, 2, 3]])
    #expect(
      walked.all == [
        "items: entered", "items: skipped", "none: entered", "none: skipped", "stopped: entered",
        "stopped: skipped", "fixed: entered",
      ])
    #expect(
      walked.taken == ["items: entered", "none: skipped", "stopped: skipped", "fixed: entered"])
    #expect(walked.path.tasks["/do/0/items/do/0/one"] == 3)
  }

  @Test func `branches inside forks and of extensions are seen; a skipped task is not performed`()
    async throws
  {
    let walked = try await walked(
      """
      - both:
          fork:
            branches:
              - left: { do: [ { never: { if: "false", set: { n: 1 } } } ] }
              - right: { if: "true", set: { n: 1 } }
      """,
      more: """
        use:
          extensions:
            - beside: { extend: fork, before: [ { log: { if: "true", set: { n: 1 } } } ] }
        """)
    #expect(
      walked.all == [
        "never: if", "never: if not", "right: if", "right: if not", "log: if", "log: if not",
      ])
    #expect(walked.taken == ["never: if not", "right: if", "log: if"])
    #expect(walked.path.tasks["/do/0/both/fork/branches/0/left"] == 1)
    #expect(walked.path.tasks["/do/0/both/fork/branches/0/left/do/0/never"] == nil)
  }

  @Test func `each says where it stands`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(choice)
    let engine = try await FlowEngine(workshop.options)
    let workflow = try #require(try engine.outline(of: "test").workflows.first)
    await engine.close()
    #expect(workflow.branches.map(\.location.line) == [7, 8, 5, 10, 10])
    #expect(Set(workflow.branches.map(\.location.file)) == ["flows/test/workflow.yaml"])
    #expect(workflow.steps.map(\.name) == ["choose", "more"])
  }
}
