import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Testing

/// A child `flowctl` is killed at a call it makes, and the run is taken up again: it ends the same,
/// with one customer, one attestation, one order, one mail.
@Suite(.serialized, .timeLimit(.minutes(15))) struct `Killed` {
  /// To the run, a reading that was received is one that was not answered yet; once it is, the run
  /// stands as it does when the next call is received.
  @Test(arguments: [Undertaking.attestNew, .attestExisting, .order, .inviteExisting])
  func `at any call`(_ undertaking: Undertaking) async throws {
    try await Self.kill(undertaking) { calls in
      calls.indices.flatMap { call in
        Self.places(at: call, RequestLog.isWrite(calls[call]) ? Self.events : [.received])
      } + Self.places(at: calls.count - 1, [.answered])
    }
  }

  /// The readings before them are those of the others.
  @Test(arguments: [Undertaking.cart, .inviteNew, .inviteCompany])
  func `at any write`(_ undertaking: Undertaking) async throws {
    try await Self.kill(undertaking) { calls in
      calls.indices.filter { RequestLog.isWrite(calls[$0]) }.flatMap {
        Self.places(at: $0, Self.events)
      }
    }
  }

  private static let events: [SandboxEvent] = [.received, .applied, .answered]

  private static func places(at index: Int, _ events: [SandboxEvent]) -> [Victim.Place] {
    events.map { Victim.Place(call: index + 1, event: $0) }
  }

  /// Kills a run at each of the places that `choose` finds in the calls of one that lives.
  private static func kill(
    _ undertaking: Undertaking, at choose: ([String]) -> [Victim.Place]
  ) async throws {
    let steady = try await Trial.holding(undertaking) { try await $0.run() }
    #expect(steady.standing == .completed)
    #expect(steady.made == undertaking.made)
    #expect(steady.calls.count(where: RequestLog.isWrite) == undertaking.writes.count)
    try await choose(steady.calls).concurrently { place in
      let killed = try await Self.run(undertaking, killing: place)
      #expect(killed.standing == .completed, "\(place)")
      #expect(killed.output == steady.output, "\(place)")
      #expect(killed.made == undertaking.made, "\(place)")
    }
  }

  private static func run(
    _ undertaking: Undertaking, killing place: Victim.Place
  ) async throws -> Ending {
    let victim = Victim(place)
    return try await Trial.holding(undertaking, observer: victim.observe) { trial in
      let child = try trial.start()
      victim.watch(child)
      _ = try await child.finish()
      return try await trial.goOn("resume")
    }
  }
}
