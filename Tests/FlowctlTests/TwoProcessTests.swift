import FlowValue
import Testing

/// Two processes that walk the same flow ask for the same, whatever differs between them.
@Suite(.timeLimit(.minutes(15))) struct `Two processes` {
  private static let tasks = """
    - both:
        fork:
          branches:
            - tried:
                try:
                  - rest: { wait: { milliseconds: 5 } }
                  - fail: { raise: { error: { type: "https://x.example/bad", status: 503 } } }
                catch:
                  retry:
                    delay: { milliseconds: 1 }
                    backoff: { exponential: {} }
                    limit: { attempt: { count: 2 } }
                  do: [ { note: { set: { gave: up } } } ]
            - looped:
                for: { each: item, in: "${ { 'a', 'b', 'c' } }" }
                do:
                  - rest: { wait: { milliseconds: 5 } }
                  - note: { set: { item: "${ item }" } }
            - asked:
                call: prompt
                with: { schema: { type: object, required: [ n ], properties: { n: { type: integer } } } }
    """

  @Test func `ask for the same effects, and replay each other's journals`() async throws {
    var journals: [[FlowValue]] = []
    for _ in 1...2 {
      let desk = try Desk()
      try desk.flow("both", Self.tasks)
      let run = try await desk.flowctl.run(
        "run", "both", "--id", "same", "--answer", "asked={\"n\":1}", "--output", "json")
      #expect(run.status == 0, "\(run.error)")
      #expect(
        try FlowValue(json: run.output)["output"] == [["gave": "up"], ["item": "c"], ["n": 1]])
      // `show` walks the journal again, in a process of its own.
      let shown = try await desk.show("same")
      #expect(shown["chain"] == "intact")
      journals.append(
        (shown["journal"]?.array ?? []).map { entry in
          ["kind": entry["kind"] ?? .null, "key": entry["key"] ?? .null]
        })
    }
    // Which of two timers of one length comes first is the clock's to say; what is asked is not.
    let sets = journals.map { Set($0.map(\.json)) }
    #expect(sets[0] == sets[1])
    #expect(journals[0].count == journals[1].count)
    #expect(journals[0].count == 20)
  }
}
