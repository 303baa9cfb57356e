import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Synchronization
import Testing

/// A child `flowctl` is killed at every call it makes, and the run is taken up again.
@Suite(.timeLimit(.minutes(15))) struct `Killed` {
  @Test func `at any call, a resumed run ends the same: one customer, one attestation`()
    async throws
  {
    let steady = try await Self.run(killing: nil)
    #expect(steady.calls > 8)
    for number in 1...steady.calls {
      for event in [SandboxEvent.received, .applied, .answered] {
        let killed = try await Self.run(killing: (number, event))
        let place: Comment = "killed at call \(number), \(event.rawValue)"
        #expect(killed.output == steady.output, place)
        #expect(killed.customers == 1, place)
        #expect(killed.attestations == 1, place)
      }
    }
  }

  private struct Ending: Sendable {
    let output: FlowValue
    let calls: Int
    let customers: Int
    let attestations: Int
  }

  private static func run(killing place: (Int, SandboxEvent)?) async throws -> Ending {
    let victim = Victim(place)
    let ending = Mutex<Ending?>(nil)
    try await SandboxWorld.serving(observer: victim.observe) { world in
      let child = try world.attest()
      victim.watch(child)
      var result = try await child.finish()
      if place != nil { result = try await world.resume() }
      #expect(result.status == 0, "\(result.error)")
      let output = try FlowValue(json: result.output)["output"] ?? .null
      let name = try #require(SandboxWorld.example["company"]?["domain"]?.string)
      let customers = try world.state("customer/%").filter {
        $0["companyProfile"]?["domain"]?.string == name
      }
      let id = output["customerId"]?.string ?? ""
      let attestations = try world.state("agreements/\(id)").flatMap { $0.array ?? [] }
      ending.withLock {
        $0 = Ending(
          output: output, calls: world.requests.all.count, customers: customers.count,
          attestations: attestations.count)
      }
    }
    return try #require(ending.withLock { $0 })
  }
}

/// The child that dies at one event of one call.
private final class Victim: Sendable {
  private let place: (Int, SandboxEvent)?
  private let calls = Mutex(0)
  private let child = Mutex<Child?>(nil)

  init(_ place: (Int, SandboxEvent)?) { self.place = place }

  func watch(_ child: Child) { self.child.withLock { $0 = child } }

  @Sendable func observe(_ event: SandboxEvent, _ request: HTTPRequest) async {
    if event == .received { calls.withLock { $0 += 1 } }
    guard let place, event == place.1, calls.withLock({ $0 }) == place.0 else { return }
    child.withLock { child in
      child?.kill()
      child = nil
    }
  }
}
