import FlowEngine
import FlowValue
import Foundation
import Testing

/// Runs that another process drives at the moment.
@Suite(.timeLimit(.minutes(15))) struct `Driven runs` {
  @Test func `are answered through their driver, and the answer waits for the same end`()
    async throws
  {
    let desk = try Desk()
    try desk.flow(
      "both",
      """
      - both:
          fork:
            branches:
              - slow: { call: desk.count }
              - order: { call: prompt, with: { form: desk.order } }
      """)
    let gate = Gate { $0.url.hasSuffix("/papers") }
    try await desk.serving(gate) {
      let options = ["--config", "socket.yaml", "--output", "json"]
      let driver = try desk.flowctl.start(["run", "both", "--id", "o"] + options)
      await gate.reached()
      let answer = try desk.flowctl.start(
        ["answer", "o", "--input", Desk.answer.json] + options)
      while try await desk.answers(of: "o").isEmpty {}
      gate.open()
      let (driven, answered) = (try await driver.finish(), try await answer.finish())
      #expect(driven.status == 0)
      #expect(answered.status == 0, "\(answered.error)")
      #expect(try FlowValue(json: driven.output) == FlowValue(json: answered.output))
      #expect(try FlowValue(json: answered.output)["output"] == [["count": 7], Desk.answer])
    }
  }

  @Test func `a worker that is interrupted finishes what is on its way`() async throws {
    let desk = try Desk()
    try desk.flow("stamp", "- stamp: { call: desk.stamp }\n- pause: { wait: { hours: 1 } }")
    let gate = Gate { $0.url.hasSuffix("/stamps") }
    try await desk.serving(gate) {
      let options = ["--config", "socket.yaml"]
      let started = try await desk.flowctl.run(
        ["run", "stamp", "--id", "s", "--detach"] + options)
      #expect(started.status == 0)
      let worker = try desk.flowctl.start(["worker"] + options, isHeard: true)
      await gate.reached()
      worker.interrupt()
      try await worker.error(containing: "interrupted: finishing what is on its way")
      gate.open()
      let result = try await worker.finish()
      #expect(result.status == 130)
      #expect(result.output.contains("s  faulted"))
      let stamps = try await desk.show("s")["journal"]?.array?.filter {
        $0["key"]?.string?.contains("stamp") == true
      }
      #expect(stamps?.map { $0["kind"] } == ["asked", "answered"])
    }
  }
}
