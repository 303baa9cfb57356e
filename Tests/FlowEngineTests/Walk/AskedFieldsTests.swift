import FlowEngine
import FlowValue
import Testing

@Suite struct `Fields that a prompt names` {
  private static func flow(ask: String) -> String {
    """
    - question:
        call: prompt
        with:
          schema:
            type: object
            required: [a]
            properties: { a: { type: string }, b: { type: string } }
          given: { a: first }
          ask: \(ask)
    """
  }

  @Test(arguments: ["[b]", #""${ { 'b' } }""#])
  func `are asked, and no others, although nothing required is missing`(ask: String) async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.flow(ask: ask))
    let engine = try await FlowEngine(workshop.options)
    let run = try await engine.start("test", input: [:])
    let waiting = try await run.finish()
    #expect(waiting.prompts.first?.fields.map(\.name) == ["b"])
    let report = try await engine.answer(run.id, with: ["b": "second"])
    #expect(report?.output == ["a": "first", "b": "second"])
    await engine.close()
  }

  @Test(arguments: ["[]", "[elsewhere]", #""${ null }""#])
  func `of another form, or none, ask nothing of a complete answer`(ask: String) async throws {
    let workshop = try Workshop()
    try workshop.flow(Self.flow(ask: ask))
    #expect(try await workshop.run().output == ["a": "first"])
  }
}
