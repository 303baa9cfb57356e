import FlowValue
import Foundation
import Testing

/// Answers that are stated, not typed.
@Suite(.timeLimit(.minutes(15))) struct `Answers` {
  private static let good = Desk.answer.json

  @Test(arguments: ["text", "json", "jsonl"])
  func `without a terminal nothing is asked, and the run says how to answer`(format: String)
    async throws
  {
    let desk = try Desk()
    let result = try await desk.flowctl.run("run", "order", "--id", "o", "--output", format)
    #expect(result.status == 3)
    let guide = format == "text" ? result.output : result.error
    #expect(guide.contains("waiting: order (Your order)"))
    #expect(guide.contains("- person.email E-mail address (text, required)"))
    #expect(guide.contains("- size Size (one of small, large, required)"))
    #expect(guide.contains("- tags Labels (list, optional)"))
    if format == "json" {
      let report = try FlowValue(json: result.output)
      #expect(report["status"] == "waiting")
      #expect(report["waiting"]?.array?.first?["form"]?["title"] == "Your order")
    }
    let line = try #require(guide.split(separator: "\n").first { $0.contains("answer with: ") })
    let command = String(try #require(line.split(separator: "answer with: ").last))
    let answered = try await desk.flowctl.shell(command)
    #expect(answered.status == 0, "\(command)\n\(answered.error)")
    #expect(try await desk.show("o")["status"] == "completed")
  }

  @Test func `how to answer is said in the language of the run`() async throws {
    let desk = try Desk()
    let result = try await desk.flowctl.run("run", "order", "--id", "o", "--lang", "fr")
    #expect(result.output.contains("en attente : order (Votre commande)"))
    #expect(result.output.contains("peuvent répondre : clerk"))
    #expect(result.output.contains("répondre : "))
    let waiting = try await desk.flowctl.run("runs", "--waiting", "--lang", "fr")
    #expect(waiting.output.contains("en attente : order (Votre commande)"))
  }

  @Test func `what an answer leaves out keeps the default of the form's schema`() async throws {
    let desk = try Desk()
    try desk.flow(
      "wrap",
      """
      - wrap:
          call: prompt
          with:
            schema:
              type: object
              required: [paper, ribbon]
              properties:
                paper: { type: string }
                ribbon: { type: boolean, default: false }
      """)
    #expect(try await desk.flowctl.run("run", "wrap", "--id", "w").status == 3)
    let result = try await desk.flowctl.run(
      "answer", "w", "--input", #"{ "paper": "blue" }"#, "--output", "json")
    #expect(result.status == 0, "\(result.error)")
    #expect(try FlowValue(json: result.output)["output"] == ["paper": "blue", "ribbon": false])
  }

  @Test func `an answer comes from text, a file, standard input, or single values`() async throws {
    let desk = try Desk()
    try desk.flowctl.write("answer.yaml", Self.good)
    let ways: [(arguments: [String], input: String?)] = [
      (["--input", Self.good], nil), (["--input", "answer.yaml"], nil),
      (["--input", "-"], Self.good),
      (
        [
          "--set", "person.name=Ada", "--set", "person.email=ada@desk.example", "--set",
          "size=large", "--set", "accepted=true",
        ], nil
      ),
    ]
    for (number, way) in ways.enumerated() {
      #expect(try await desk.flowctl.run("run", "order", "--id", "o\(number)").status == 3)
      let result = try await desk.flowctl.run(
        ["answer", "o\(number)", "order", "--output", "json"] + way.arguments, input: way.input)
      #expect(result.status == 0, "\(result.error)")
      let report = try FlowValue(json: result.output)
      #expect(report["output"] == Desk.answer)
      #expect(report["status"] == "completed")
    }
  }

  @Test func `one is taken; a second one, and one to a finished run, is refused`() async throws {
    let desk = try Desk()
    try desk.flow(
      "order",
      """
      - order: { call: prompt, with: { form: desk.order } }
      - more: { call: prompt, with: { schema: { type: object, required: [a], properties: { a: {} } } } }
      """)
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let first = try await desk.flowctl.run("answer", "o", "order", "--input", Self.good)
    #expect(first.status == 3)
    let second = try await desk.flowctl.run("answer", "o", "order", "--input", Self.good)
    #expect(second.status == 2)
    #expect(second.error.contains("Run o does not ask order now"))
    #expect(try await desk.flowctl.run("answer", "o", "--set", "a=1").status == 0)
    let late = try await desk.flowctl.run("answer", "o", "order", "--input", Self.good)
    #expect(late.status == 2)
    #expect(late.error.contains("Run o has ended (completed)"))
    let answers = try await desk.answers(of: "o")
    #expect(answers.count == 1)
    #expect(answers.first?["actor"]?["upn"] == "clerk@desk.example")
    #expect(answers.first?["actor"]?["osUser"]?.string == NSUserName())
    #expect(answers.first?["time"]?.string?.isEmpty == false)
  }

  @Test func `the wrong role is refused, and told which is the right one`() async throws {
    let desk = try Desk()
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let refused = try await desk.flowctl.run(
      "answer", "o", "--input", Self.good, "--config", "other.yaml")
    #expect(refused.status == 2)
    #expect(refused.error.contains("order may be answered by clerk; you are guest"))
    #expect(try await desk.answers(of: "o").isEmpty)
  }

  @Test func `what breaks the form is refused field by field, and nothing is recorded`()
    async throws
  {
    let desk = try Desk()
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let broken = try await desk.flowctl.run(
      "answer", "o", "--input", Self.good, "--set", "person.email=nothing", "--set", "size=huge")
    #expect(broken.status == 2)
    #expect(broken.error.contains("person.email must be an e-mail address"))
    #expect(broken.error.contains("size must be one of 'small', 'large'"))
    let scripted = try await desk.flowctl.run(
      "answer", "o", "--input", Self.good, "--set", "person.name=Nobody")
    #expect(scripted.status == 2)
    #expect(scripted.error.contains("person.name is not somebody"))
    #expect(try await desk.answers(of: "o").isEmpty)
    #expect(try await desk.flowctl.run("answer", "o", "--input", Self.good).status == 0)
    #expect(try await desk.answers(of: "o").count == 1)
  }

  @Test func `none at all is refused with the command that gives one`() async throws {
    let desk = try Desk()
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let result = try await desk.flowctl.run("answer", "o")
    #expect(result.status == 2)
    #expect(result.error.contains("No answer was given"))
    #expect(result.error.contains("answer o order --input '{"))
  }

  @Test func `stated beforehand, they are used in order as their tasks ask`() async throws {
    let desk = try Desk()
    try desk.flowctl.write("second.json", #"{ "n": 2 }"#)
    try desk.flow(
      "order",
      """
      - all:
          for: { in: "${ { 1, 2 } }" }
          do:
            - order: { call: prompt, with: { schema: { type: object, required: [n], properties: { n: { type: integer } } } } }
            - keep: { set: { n: "${ input.n }" }, export: { as: "${ { seen = (context.seen or '') .. output.n } }" } }
      """)
    let result = try await desk.flowctl.run(
      "run", "order", "--id", "o", "--answer", #"order={"n":1}"#, "--answer", "order=second.json",
      "--answer", #"order={"n":3}"#, "--answer", "never=1")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("--answer order was not used"))
    #expect(result.error.contains("--answer never was not used"))
    let answers = try await desk.answers(of: "o")
    #expect(answers.map { $0["outcome"] } == [["value": ["n": 1]], ["value": ["n": 2]]])
  }

  @Test func `stated beforehand, one that breaks the form is refused, and the run goes on waiting`()
    async throws
  {
    let desk = try Desk()
    let refused = try await desk.flowctl.run(
      "run", "order", "--id", "o", "--answer", #"order={"size":"huge"}"#)
    #expect(refused.status == 2)
    #expect(refused.error.contains("person is required"))
    #expect(try await desk.answers(of: "o").isEmpty)
    let resumed = try await desk.flowctl.run("resume", "o", "--answer", "order=" + Self.good)
    #expect(resumed.status == 0)
  }

  @Test func `waiting runs are listed with what they ask`() async throws {
    let desk = try Desk()
    try desk.flow("pause", "- pause: { wait: { days: 3 } }")
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    #expect(try await desk.flowctl.run("run", "pause", "--id", "p").status == 3)
    let text = try await desk.flowctl.run("runs", "--waiting")
    #expect(text.output.contains("o  tests/order:1.0.0"))
    #expect(text.output.contains("may be answered by clerk"))
    #expect(text.output.contains("answer o order --input"))
    #expect(text.output.contains("waiting: pause (sleep) until 20"))
    let json = try await desk.flowctl.run("runs", "--waiting", "--output", "json")
    let waits = try #require(try FlowValue(json: json.output).array)
    #expect(waits.map { $0["id"] } == ["p", "o"])
    #expect(waits.map { $0["kind"] } == ["sleep", "prompt"])
    #expect(waits[0]["due"]?.string?.isEmpty == false)
    #expect(waits[0]["answer"] == .null)
    #expect(waits[1]["answer"]?.string?.contains("answer o order --input") == true)
    #expect(waits[1]["form"]?["fields"]?.array?.count == 6)
  }
}
