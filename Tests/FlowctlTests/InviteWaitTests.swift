import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Synchronization
import Testing

/// invite-direct waits in real time, against a real socket, for a customer who accepts meanwhile.
@Suite(.timeLimit(.minutes(15))) struct `invite-direct waits` {
  private static let id = "invite"

  private static let input = SandboxWorld.shipped("invite-direct/examples/existing-customer.json")
    .replacing(["mail", "by"], with: "graph")

  /// Holds a reading of the direct status back once the mail has gone and so many were answered
  /// since: the run has slept between them.
  private static func gate(after readings: Int) -> Gate {
    let seen = Mutex<(isMailed: Bool, count: Int)>((false, 0))
    return Gate { request in
      seen.withLock { seen in
        if Write.mail.isDone(by: request) { seen.isMailed = true }
        guard seen.isMailed, request.path.hasSuffix("AgreementStatus") else { return false }
        seen.count += 1
        return seen.count > readings
      }
    }
  }

  private static func accept(_ world: SandboxWorld) async throws {
    try await world.happen(["accept", Undertaking.northwind])
  }

  @Test func `in the run itself, second by second, until it is accepted`() async throws {
    let gate = Self.gate(after: 2)
    try await SandboxWorld.serving(clock: nil, observer: gate.hold) { world in
      let child = try world.start(
        "invite-direct", ["--set", "pollEvery=PT1S"], id: Self.id, input: Self.input)
      await gate.reached()
      try await Self.accept(world)
      gate.open()
      let result = try await child.finish()
      #expect(result.status == 0, "\(result.error)")
      let output = try FlowValue(json: result.output)["output"]
      #expect(output?["acceptance"]?["status"] == "accepted-directly")
      let sentAt = try #require(output?["invitation"]?["sentAt"]?.string.flatMap(Timestamp.init))
      let seenAt = try #require(
        output?["acceptance"]?["observedAt"]?.string.flatMap(Timestamp.init))
      #expect(seenAt.milliseconds - sentAt.milliseconds >= 2000)
      #expect(try world.tally().mails == 1)
    }
  }

  @Test func `in a worker that takes over from one that was killed`() async throws {
    let gate = Self.gate(after: 1)
    try await SandboxWorld.serving(clock: nil, observer: gate.hold) { world in
      let started = try await world.start(
        "invite-direct", ["--set", "pollEvery=PT1S", "--detach"], id: Self.id, input: Self.input
      ).finish()
      #expect(started.status == 0, "\(started.error)")
      let worker = try world.flowctl.start(["worker", "--config", "socket.yaml"])
      await gate.reached()
      worker.kill()
      _ = try await worker.finish()
      gate.open()
      try await Self.accept(world)
      let next = try world.flowctl.start(["worker", "--config", "socket.yaml"], isHeard: true)
      _ = try await next.output(containing: "\(Self.id)  completed")
      next.interrupt()
      #expect(try await next.finish().status == 130)
      let shown = try await world.flowctl.run(["show", Self.id] + SandboxWorld.options)
      let output = try FlowValue(json: shown.output)["output"]
      #expect(output?["acceptance"]?["status"] == "accepted-directly")
      #expect(try world.tally().mails == 1)
    }
  }

  @Test func `until the deadline, and again after a reminder`() async throws {
    let mails = Mutex(0)
    try await SandboxWorld.serving(
      clock: nil,
      bystander: { event, request, simulator in
        guard event == .applied, Write.mail.isDone(by: request) else { return }
        let count = mails.withLock { mails in
          mails += 1
          return mails
        }
        if count == 2 { _ = try? await simulator.perform(["accept", Undertaking.northwind]) }
      }
    ) { world in
      let overdue = try await world.start(
        "invite-direct", ["--set", "pollEvery=PT1S", "--set", "deadline=PT2S"], id: Self.id,
        input: Self.input
      ).finish()
      #expect(overdue.status == 3, "\(overdue.error)")
      let waiting = try FlowValue(json: overdue.output)["waiting"]?.array ?? []
      #expect(waiting.map { $0["task"] } == ["overdue"])
      let reminded = try await world.flowctl.run(
        ["answer", Self.id, "--set", "choice=remind"] + SandboxWorld.options)
      #expect(reminded.status == 0, "\(reminded.error)")
      let output = try FlowValue(json: reminded.output)["output"]
      #expect(output?["acceptance"]?["status"] == "accepted-directly")
      #expect(output?["invitation"]?["reminders"] == 1)
      #expect(try world.tally().mails == 2)
    }
  }
}
