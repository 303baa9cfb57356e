import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Interruptions` {
  @Test func `of two resumes at the same moment one drives, the other names it and exits 5`()
    async throws
  {
    let gate = Gate()
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
    let gate = Gate()
    try await SandboxWorld.serving(observer: gate.hold) { world in
      let child = try world.attest()
      await gate.reached()
      child.interrupt()
      try await child.waitUntilPrinted("interrupted")
      gate.open()
      let result = try await child.finish()
      #expect(result.status == 130)
      let resumed = try await world.resume()
      #expect(resumed.status == 0)
      #expect(world.requests.writes.count == 2)
    }
  }

  @Test func `a run that another process drives is told to cancel`() async throws {
    let gate = Gate()
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

/// Holds the first write that arrives until it is opened.
private final class Gate: Sendable {
  private let arrived = AsyncStream<Void>.makeStream()
  private let opened = AsyncStream<Void>.makeStream()
  private let isUsed = Mutex(false)

  @Sendable func hold(_ event: SandboxEvent, _ request: HTTPRequest) async {
    guard event == .received, request.method == "POST", request.url.hasSuffix("/v1/customers")
    else { return }
    let isFirst = isUsed.withLock { isUsed in
      defer { isUsed = true }
      return !isUsed
    }
    guard isFirst else { return }
    arrived.continuation.finish()
    for await _ in opened.stream {}
  }

  func reached() async { for await _ in arrived.stream {} }

  func open() { opened.continuation.finish() }
}
