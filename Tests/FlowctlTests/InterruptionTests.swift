import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Interruptions` {
  @Test func `of two resumes at the same moment one drives, the other names it and exits 5`()
    async throws
  {
    let gate = Gate.atCustomers
    try await SandboxWorld.serving(observer: gate.hold) { world in
      let first = try world.attest()
      await gate.reached()
      let second = try await world.resume()
      #expect(second.status == 5)
      #expect(second.error.contains("Run attest is driven by worker"))
      #expect(second.error.contains("pid"))
      gate.open()
      #expect(try await first.finish().status == 0)
      #expect(world.requests.writes.count == 2)
    }
  }

  @Test func `Ctrl-C finishes what is on its way and leaves the run resumable`() async throws {
    let gate = Gate.atCustomers
    try await SandboxWorld.serving(observer: gate.hold) { world in
      let child = try world.attest(isHeard: true)
      await gate.reached()
      child.interrupt()
      try await child.error(containing: "interrupted")
      gate.open()
      let result = try await child.finish()
      #expect(result.status == 130)
      let resumed = try await world.resume()
      #expect(resumed.status == 0)
      #expect(world.requests.writes.count == 2)
    }
  }

  @Test func `a run that another process drives is told to cancel`() async throws {
    let gate = Gate.atCustomers
    try await SandboxWorld.serving(observer: gate.hold) { world in
      let child = try world.attest()
      await gate.reached()
      let told = try await world.flowctl.run("cancel", "attest", "--config", "socket.yaml")
      #expect(told.status == 0)
      #expect(told.error.contains("has been told"))
      gate.open()
      #expect(try await child.finish().status == 4)
      #expect(world.requests.writes.count == 1)
    }
  }
}

extension Gate {
  /// Holds the first customer that is made.
  fileprivate static var atCustomers: Gate {
    Gate { $0.method == "POST" && $0.url.hasSuffix("/v1/customers") }
  }
}
