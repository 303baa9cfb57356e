import FlowEngine
import FlowValue
import Foundation
import Synchronization
import Testing

/// A write that was sent is never abandoned: time passes for real here, over real sockets.
@Suite struct `Late answers` {
  @Test(.timeLimit(.minutes(10)))
  func `a run gives up waiting for a write, and its answer is recorded as late`() async throws {
    let (answers, answer) = AsyncStream<Void>.makeStream()
    let received = Shared(0)
    try await withBench(answer: { _ in
      received.change { $0 += 1 }
      for await _ in answers { break }
      return .json(["number": 7], status: 201)
    }) { bench in
      let workshop = try Workshop(plugin: false)
      try workshop.flow(
        """
        - guarded:
            try:
              - order:
                  timeout: { after: { milliseconds: 300 } }
                  call: http
                  with: { method: post, endpoint: "\(bench.origin)/orders", body: { item: tea } }
            catch:
              as: problem
              do: [ { note: { set: { status: "${ problem.status }" } } } ]
        """, more: "permissions: { hosts: [ \"\(bench.origin)\" ] }")
      let engine = try await FlowEngine(workshop.options)
      let run = try await engine.start("test", input: [:], id: "hasty") { event in
        // The run has gone on without the answer; only now does it come.
        if case .taskEnded("note", _, _) = event { answer.yield() }
      }
      let report = try await run.finish()
      #expect(report.output == ["status": 408])
      let id = try #require(RunID(rawValue: "hasty"))
      let details = try await engine.show(id)
      #expect(
        details.journal.compactMap { $0["kind"]?.string } == [
          "started", "asked", "asked", "answered", "late", "ended",
        ])
      #expect(details.journal[4]["outcome"]?["value"]?["status"] == 201)
      #expect(details.chain == "intact")
      #expect(received.value == 1)
      await engine.close()
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a short timer passes in real time`() async throws {
    let workshop = try Workshop(plugin: false)
    try workshop.flow("- rest: { wait: { milliseconds: 20 } }\n- say: { set: { rested: true } }")
    #expect(try await workshop.run().output == ["rested": true])
  }
}
