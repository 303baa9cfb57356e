import FlowEngine
import FlowValue
import Testing

@Suite struct `Data flow` {
  @Test func `each task gets the output of the one before`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - first: { set: { n: "${ input.n + 1 }" } }
      - second: { set: { n: "${ input.n * 10 }", kept: "${ task.input.n }" } }
      """)
    let report = try await workshop.run(input: ["n": 4])
    #expect(report.output == ["n": 50, "kept": 5])
  }

  @Test func `the context starts as the workflow's transformed input`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- only: { set: { from: \"${ context.inner }\", raw: \"${ workflow.input.outer.inner }\" } }",
      more: "input: { from: \"${ this.outer }\" }")
    let report = try await workshop.run(input: ["outer": ["inner": "x"]])
    #expect(report.output == ["from": "x", "raw": "x"])
  }

  @Test func `output is transformed, then exported to the context, then passed on`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - make:
          set: { a: 1, b: 2 }
          output: { as: "${ { a = this.a } }" }
          export: { as: "${ { seen = output, before = context } }" }
      - look: { set: { passed: "${ input }", context: "${ context }" } }
      """, more: "output: { as: \"${ { result = this.context } }\" }")
    let report = try await workshop.run(input: ["start": true])
    #expect(report.output == ["result": ["seen": ["a": 1], "before": ["start": true]]])
  }

  @Test func `a task whose condition does not hold is skipped, and its input passes`() async throws
  {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      """
      - skipped: { if: "${ input.go }", set: { gone: true } }
      - last: { set: { kept: "${ input }" } }
      """)
    let report = try await workshop.run(input: ["go": false])
    #expect(report.output == ["kept": ["go": false]])
    #expect(report.tasks.array?.map { $0["status"] } == ["skipped", "completed"])
  }

  @Test(arguments: [
    (
      "input: { schema: { document: { type: object, required: [ n ] } }, from: \"${ this }\" }",
      "In the input of check: n is required."
    ),
    (
      "output: { schema: { document: { type: array } } }",
      "In the output of check: must be a list."
    ),
    (
      "export: { as: \"${ 1 }\", schema: { document: { type: string } } }",
      "In what check exports: must be a text."
    ),
  ])
  func `data that breaks a task's schema is the standard's validation error`(
    field: String, detail: String
  ) async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- check: { set: { m: 1 }, \(field) }")
    let report = try await workshop.run()
    #expect(report.phase == .faulted)
    #expect(
      report.error?.type == "https://open-workflow-specification.org/spec/1.0.0/errors/validation")
    #expect(report.error?.detail == detail)
    #expect(report.error?.instance == "/do/0/check")
  }

  @Test func `input that breaks the workflow's schema makes no run`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow(
      "- only: { set: { n: 1 } }",
      more: "input: { schema: { document: { type: object, required: [ name ] } } }")
    let error = try #require(
      await #expect(throws: EngineError.self) { try await workshop.run() })
    #expect(error.kind == .usage)
    #expect(error.description.contains("name is required"))
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.runs().isEmpty)
    await engine.close()
  }

  @Test func `an expression that fails is the standard's expression error with its place`()
    async throws
  {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- bad: { set: { n: \"${ input.missing.deeper }\" } }")
    let report = try await workshop.run()
    #expect(
      report.error?.type == "https://open-workflow-specification.org/spec/1.0.0/errors/expression")
    let detail = try #require(report.error?.detail)
    #expect(detail.hasPrefix("flows/test/workflow.yaml:5:"))
  }

  @Test func `an expression in data is never evaluated`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- only: { set: { copy: \"${ input.text }\" } }")
    let report = try await workshop.run(input: ["text": "${ 1 + 1 }"])
    #expect(report.output == ["copy": "${ 1 + 1 }"])
  }

  @Test func `an expression cannot reach the outside world`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- only: { set: { now: \"${ flow.now() }\" } }")
    let report = try await workshop.run()
    #expect(report.error?.detail?.contains("an expression only computes") == true)
  }
}
