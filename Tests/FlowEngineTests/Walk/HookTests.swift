import FlowEngine
import FlowValue
import Testing

@Suite struct `Hooks` {
  @Test func `before changes the input, after the output, and nothing returned keeps both`()
    async throws
  {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- double: { set: { n: \"${ input.n * 2 }\" } }",
      hooks: """
        return {
          double = {
            before = function(task) return { n = task.input.n + 1 } end,
            after = function(task, output) return { n = output.n, name = task.name, attempt = task.attempt } end,
          },
          ["*"] = { before = function(task) end },
        }
        """)
    let report = try await workshop.run(input: ["n": 1])
    #expect(report.output == ["n": 4, "name": "double", "attempt": 1])
  }

  @Test func `null is a value, nothing is none`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- one: { set: { n: 1 } }",
      hooks: "return { one = { after = function() return null end } }")
    #expect(try await workshop.run().output == .null)
  }

  @Test func `the hook of every task stands outside that of one, and that of the run outside both`()
    async throws
  {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- one: { set: { trail: \"${ input.trail }\" } }",
      hooks: """
        local function mark(word)
          return {
            before = function(task) return { trail = task.input.trail .. word .. "(" } end,
            after = function(task, output) return { trail = output.trail .. ")" .. word } end,
          }
        end
        return { one = mark("one"), ["*"] = mark("every"), workflow = mark("run") }
        """)
    let report = try await workshop.run(input: ["trail": ""])
    #expect(report.output == ["trail": "run(every(one()one)every)run"])
  }

  @Test func `a fault hook recovers with an output, which skips after`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - fail: { raise: { error: { type: "https://x.example/a", status: 409 } } }
      - next: { set: { got: "${ input }" } }
      """,
      hooks: """
        return {
          fail = {
            after = function() error("after ran") end,
            fault = function(task, problem) if problem.status == 409 then return { recovered = task.name } end end,
          },
        }
        """)
    #expect(try await workshop.run().output == ["got": ["recovered": "fail"]])
  }

  @Test func `the run's fault hook comes after the task's and recovers the run`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - fail: { raise: { error: { type: "https://x.example/a", status: 409 } } }
      - next: { set: { reached: true } }
      """,
      hooks: """
        return {
          fail = { fault = function(task, problem) error("worse") end },
          workflow = {
            after = function() error("after ran") end,
            fault = function(task, problem)
              return { name = task.name, detail = problem.detail, input = task.input }
            end,
          },
        }
        """)
    let report = try await workshop.run(input: ["n": 1])
    #expect(report.phase == .completed)
    #expect(report.output?["detail"]?.string?.hasSuffix("worse") == true)
    #expect(report.output?["input"] == ["n": 1])
  }

  @Test
  func `the run's fault hook that returns nothing leaves the problem, one that fails has its own`()
    async throws
  {
    let workshop = try Workshop(plugin: false)
    let tasks = "- fail: { raise: { error: { type: \"https://x.example/a\", status: 409 } } }"
    try workshop.flow(tasks, hooks: "return { workflow = { fault = function() end } }")
    let kept = try await workshop.run()
    #expect(kept.phase == .faulted)
    #expect(kept.error?.status == 409)
    #expect(kept.error?.instance == "/do/0/fail")

    try workshop.flow(
      tasks, hooks: "return { workflow = { fault = function() error('lost') end } }")
    let replaced = try await workshop.run()
    #expect(replaced.phase == .faulted)
    #expect(replaced.error?.detail?.hasSuffix("lost") == true)
  }

  @Test func `a task that is skipped runs no hook`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- never: { if: \"${ false }\", set: { n: 1 } }",
      hooks: "return { never = { before = function() error(\"ran\") end } }")
    #expect(try await workshop.run().phase == .completed)
  }

  @Test func `effects in a hook are journalled under its key`() async throws {
    let workshop = try Workshop()
    try workshop.flow(
      "- order: { call: shop.placeOrder, with: { item: tea } }",
      hooks: """
        return { order = { after = function(task, output)
          output.at = flow.now()
          flow.sleep("PT1M")
          output.later = flow.now()
          return output
        end } }
        """)
    let report = try await workshop.run(id: "hooked")
    #expect(report.output?["at"] == "2026-03-01T09:00:00Z")
    #expect(report.output?["later"] == "2026-03-01T09:01:00Z")
    let engine = try await FlowEngine(workshop.options)
    let journal = try await engine.show(try #require(RunID(rawValue: "hooked"))).journal
    await engine.close()
    #expect(
      journal.compactMap { $0["key"]?.string } == [
        "", "order/body#0", "order/body#0", "order/after:flow#0", "order/after:flow#1",
        "order/after:flow#1", "order/after:flow#2", "",
      ])
  }
}
