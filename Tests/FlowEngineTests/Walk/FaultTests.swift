import FlowEngine
import FlowValue
import Testing

@Suite struct `Faults` {
  @Test func `a raised error that nothing catches is how the run ends`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - fail:
          raise:
            error: { type: "https://x.example/bad", status: 418, title: Bad, detail: "${ input.why }" }
      """)
    let report = try await workshop.run(input: ["why": "tea"])
    #expect(report.phase == .faulted)
    #expect(
      report.error
        == Problem(
          type: "https://x.example/bad", status: 418, title: "Bad", detail: "tea",
          instance: "/do/0/fail"))
  }

  @Test(arguments: [
    ("type: https://serverlessworkflow.io/spec/1.0.0/errors/validation", true),
    ("type: https://open-workflow-specification.org/dsl/errors/types/validation", true),
    ("status: 400", true),
    ("status: 500", false),
    ("type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout", false),
  ])
  func `catch compares members, and every spelling of a standard type is equal`(
    filter: String, isCaught: Bool
  ) async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - guarded:
          try:
            - fail:
                raise:
                  error: { type: "https://open-workflow-specification.org/spec/1.0.0/errors/validation", status: 400 }
          catch:
            errors: { with: { \(filter) } }
            as: caught
            do: [ { note: { set: { status: "${ caught.status }" } } } ]
      """)
    let report = try await workshop.run()
    #expect(report.phase == (isCaught ? .completed : .faulted))
    if isCaught { #expect(report.output == ["status": 400]) }
  }

  @Test func `conditions decide whether a problem is caught`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - guarded:
          try: [ { fail: { raise: { error: { type: "https://x.example/a", status: 400 } } } } ]
          catch: { exceptWhen: "${ error.status == 400 }", do: [ { no: { set: { n: 1 } } } ] }
      """)
    #expect(try await workshop.run().phase == .faulted)
  }

  @Test func `a retry waits as its policy says and tries so often`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      """
      - guarded:
          try:
            - ask: { call: shop.getStatus, with: { code: "404" }, output: { as: "${ { code = this } }" } }
            - fail: { raise: { error: { type: "https://x.example/a", status: 503 } } }
          catch:
            retry: { delay: PT10S, backoff: { exponential: {} }, limit: { attempt: { count: 3 } } }
      """)
    let report = try await workshop.run()
    #expect(report.phase == .faulted)
    let starts = report.tasks.array?.filter { $0["name"] == "ask" }.compactMap {
      $0["startedAt"]?.string
    }
    #expect(
      starts == [
        "2026-03-01T09:00:00Z", "2026-03-01T09:00:10Z", "2026-03-01T09:00:30Z",
        "2026-03-01T09:01:10Z",
      ])
  }

  @Test func `a Lua error carries file, line and traceback`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- only: { set: { n: 1 } }",
      hooks: """
        return {
          only = {
            before = function(task)
              local nothing
              return nothing.field
            end,
          },
        }
        """)
    let error = try #require(try await workshop.run().error)
    #expect(error.type == "https://open-workflow-specification.org/spec/1.0.0/errors/runtime")
    #expect(error.detail?.hasPrefix("flows/test/hooks.lua:5: ") == true)
    #expect(error.members["traceback"]?.string?.contains("hooks.lua:5") == true)
    #expect(error.instance == "/do/0/only")
  }

  @Test func `a script over its limits is stopped, also through pcall`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- only: { set: { n: 1 } }",
      hooks: """
        return { only = { before = function() while true do pcall(function() while true do end end) end end } }
        """)
    let error = try #require(try await workshop.run(id: "looping").error)
    #expect(error.type == "https://flowengine.dev/problems/limit-exceeded")
    let engine = try await FlowEngine(workshop.options)
    let entries = try await engine.show(try #require(RunID(rawValue: "looping"))).journal
    await engine.close()
    #expect(entries.contains { $0["key"]?.string?.hasSuffix("/limit") == true })
  }
}
