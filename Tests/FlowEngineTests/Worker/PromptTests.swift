import FlowEngine
import FlowValue
import Testing

@Suite struct `Prompts` {
  private static let tasks = """
    - review:
        call: prompt
        with:
          form: shop.review
          given: "${ { item = input.item } }"
          defaults: { size: 2 }
          context: { item: "${ input.item }" }
    - order: { call: shop.placeOrder, with: { item: "${ input.item }" } }
    """

  private static let forms = """
    forms:
      review:
        roles: [ clerk, manager ]
        schema:
          type: object
          required: [ item, size, accepted ]
          properties:
            item: { type: string }
            size: { type: integer, maximum: 9 }
            accepted: { title: The order is right, const: true }
            note: { type: string }
        validate: orders.validate
    """

  private static let validate = """
    local function validate(answer, asked, now)
      if answer.size == 3 and now < "2026-04-01" then
        return array{ { field = "size", message = flow.text("no-three") } }
      end
    end
    """

  private func workshop(_ tasks: String = Self.tasks) throws -> Workshop {
    let workshop = try Workshop()
    try workshop.flow(tasks)
    try workshop.changing("flows/plugins/shop/plugin.yaml") { $0 + "\n" + Self.forms }
    try workshop.changing("flows/plugins/shop/orders.lua") {
      Self.validate + "\n"
        + $0.replacing(/return orders$/, with: "orders.validate = validate\nreturn orders")
    }
    try workshop.write(
      "flows/plugins/shop/texts.en.yaml",
      "review.title: Review {item}\nreview.size: How many\nno-three: must not be three\n")
    try workshop.write(
      "flows/plugins/shop/texts.fr.yaml", "review.title: Vérifier {item}\nno-three: pas trois\n")
    return workshop
  }

  private func id(_ text: String = "asking") throws -> RunID {
    try #require(RunID(rawValue: text))
  }

  @Test func `a waiting run says what it asks, without what is known already`() async throws {
    let workshop = try workshop()
    let report = try await workshop.run(input: ["item": "tea"], id: "asking")
    #expect(report.phase == .waiting)
    let prompt = try #require(report.prompts.first)
    #expect(prompt.task == "review")
    #expect(prompt.title == "Review tea")
    #expect(prompt.roles == ["clerk", "manager"])
    #expect(prompt.fields.map(\.name) == ["size", "accepted", "note"])
    #expect(prompt.fields.map(\.title) == ["How many", "The order is right", "note"])
    #expect(prompt.fields.map(\.isRequired) == [true, true, false])
    #expect(prompt.fields[0].defaultValue == 2)
    #expect(prompt.fields[1].defaultValue == nil)
    #expect(report.value["waiting"]?.array?.first?["form"]?["title"] == "Review tea")
  }

  @Test func `the run's language is that of its questions, with English where a text is missing`()
    async throws
  {
    let workshop = try workshop()
    var options = workshop.options
    options.language = "fr"
    let engine = try await FlowEngine(options)
    let report = try await engine.start("test", input: ["item": "thé"]).finish()
    await engine.close()
    #expect(report.prompts.first?.title == "Vérifier thé")
    #expect(report.prompts.first?.fields.first?.title == "How many")
  }

  @Test func `an answer is completed by what was given and by the defaults it leaves alone`()
    async throws
  {
    let workshop = try workshop()
    _ = try await workshop.run(input: ["item": "tea"], id: "asking")
    let engine = try await FlowEngine(workshop.options)
    let report = try await engine.answer(try id(), task: "review", with: ["accepted": true])
    #expect(report?.phase == .completed)
    #expect(report?.output?["item"] == "tea")
    let journal = try await engine.show(try id()).journal
    let answers = journal.filter {
      $0["kind"] == "answered" && $0["key"] == "review/body#0"
    }
    #expect(answers.count == 1)
    #expect(answers.first?["outcome"]?["value"] == ["size": 2, "item": "tea", "accepted": true])
    #expect(answers.first?["actor"]?["upn"] == "clerk@shop.example")
    #expect(answers.first?["time"] == "2026-03-01T09:00:00Z")
    await engine.close()
  }

  @Test(arguments: [
    (["size": 2] as FlowValue, "accepted", "is required"),
    (["accepted": false] as FlowValue, "accepted", "must be"),
    (["accepted": true, "size": 10] as FlowValue, "size", "9"),
    (["accepted": true, "size": 3] as FlowValue, "size", "must not be three"),
  ])
  func `an answer that breaks the form is refused by field, and nothing is recorded`(
    answer: FlowValue, field: String, message: String
  ) async throws {
    let workshop = try workshop()
    _ = try await workshop.run(input: ["item": "tea"], id: "asking")
    let engine = try await FlowEngine(workshop.options)
    let before = try await engine.show(try id()).journal.count
    let error = try #require(
      await #expect(throws: EngineError.self) {
        try await engine.answer(id(), task: "review", with: answer)
      })
    #expect(error.kind == .usage)
    #expect(error.violations.map(\.field) == [field])
    #expect(error.violations.first?.message.contains(message) == true)
    #expect(try await engine.show(try id()).journal.count == before)
    #expect(try await engine.runs(phases: [.waiting]).map(\.id) == [id()])
    await engine.close()
  }

  @Test func `an answer by somebody without the role is refused`() async throws {
    let workshop = try workshop()
    _ = try await workshop.run(input: ["item": "tea"], id: "asking")
    try workshop.changing("flows/flowctl.yaml") {
      $0.replacing("roles: [ clerk ]", with: "roles: [ guest ]")
    }
    let engine = try await FlowEngine(workshop.options)
    let error = try #require(
      await #expect(throws: EngineError.self) {
        try await engine.answer(id(), with: ["accepted": true])
      })
    #expect(error.description.contains("clerk or manager"))
    #expect(try await engine.runs(phases: [.waiting]).count == 1)
    await engine.close()
  }

  @Test func `a second answer, and one to a finished run, are refused`() async throws {
    let workshop = try workshop(
      Self.tasks + "\n- rest: { wait: PT2H }")
    _ = try await workshop.run(input: ["item": "tea"], id: "asking")
    let engine = try await FlowEngine(workshop.options)
    _ = try await engine.answer(try id(), task: "review", with: ["accepted": true])
    let second = try #require(
      await #expect(throws: EngineError.self) {
        try await engine.answer(id(), task: "review", with: ["accepted": true, "size": 5])
      })
    #expect(second.description.contains("does not ask review now"))
    _ = try await engine.cancel(try id())
    let third = try #require(
      await #expect(throws: EngineError.self) {
        try await engine.answer(id(), task: "review", with: ["accepted": true])
      })
    #expect(third.description.contains("has ended"))
    #expect(try await workshop.orderCount() == 1)
    await engine.close()
  }

  @Test func `of two answers in the inbox one is kept`() async throws {
    let workshop = try workshop()
    _ = try await workshop.run(input: ["item": "tea"], id: "asking")
    let engine = try await FlowEngine(workshop.options)
    let other = try await FlowEngine(workshop.options)
    // The run is held elsewhere, so that both answers have to lie in the inbox.
    let held = try await other.resume(try id())
    #expect(try await engine.answer(try id(), with: ["accepted": true, "size": 4])?.phase == nil)
    let error = try #require(
      await #expect(throws: EngineError.self) {
        try await engine.answer(id(), with: ["accepted": true, "size": 5])
      })
    #expect(error.description.contains("answered already"))
    let report = try await held.finish()
    #expect(report.phase == .completed)
    await other.close()
    await engine.close()
  }

  @Test func `a question that nobody answers in time fails with the standard's timeout`()
    async throws
  {
    let workshop = try workshop(
      """
      - guarded:
          try:
            - ask: { call: prompt, with: { form: shop.review, due: P3D } }
          catch: { as: problem, do: [ { note: { set: { status: "${ problem.status }" } } } ] }
      """)
    let report = try await workshop.run(id: "asking")
    #expect(report.prompts.first?.due == "2026-03-04T09:00:00Z")
    try workshop.moveClock(to: "2026-03-04T09:00:01Z")
    let engine = try await FlowEngine(workshop.options)
    #expect(try await engine.work().reports.map(\.output) == [["status": 408]])
    await engine.close()
  }
}
