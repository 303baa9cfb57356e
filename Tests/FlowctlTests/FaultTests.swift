import FlowEngine
import FlowSandbox
import FlowValue
import Synchronization
import Testing

/// Over sockets, with something going wrong at each write: in the end it is done once, and until
/// then nothing is done twice.
@Suite(.serialized, .timeLimit(.minutes(15))) struct `A write that goes wrong` {
  /// Each write with each misfortune.
  ///
  /// Another flow that does the same write goes the same way to Partner Center, and a few suffice to
  /// show what it makes of it. `error` and `timeout` mean to the engine what `busy` does, and an
  /// answer that is cut inside means what none does.
  static let writes: [(Undertaking, Write, [Misfortune])] = [
    (.attestNew, .customer, Misfortune.allCases),
    (.attestNew, .attestation, few),
    (.attestExisting, .attestation, most),
    (.order, .attestation, few),
    (.order, .order, most),
    (.cart, .cart, most),
    (.cart, .checkout, most),
    (.inviteNew, .customer, few),
    (.inviteNew, .mail, few),
    (.inviteExisting, .mail, most),
    (.inviteCompany, .mail, few),
  ]

  private static let most = Misfortune.allCases.filter {
    ![.error, .timeout, .cutInside].contains($0)
  }
  private static let few: [Misfortune] = [.forgotten, .signIn, .refused]

  @Test func `goes wrong in every way that the sandbox knows`() async throws {
    try await SandboxWorld.serving { world in
      do {
        try await world.happen(["fault", "POST", "/", "?"])
        Issue.record("a fault of no kind was taken")
      } catch let refusal as EngineError {
        let kinds = try #require("\(refusal)".firstMatch(of: /KIND one of ([\w, ]+)/)).1
        let known = Set(Misfortune.allCases.map(\.rawValue))
        #expect(Set(kinds.split(separator: ", ").map(String.init)).isSubset(of: known))
      }
    }
  }

  @Test(arguments: writes)
  func `once is done once`(
    _ undertaking: Undertaking, _ write: Write, _ misfortunes: [Misfortune]
  ) async throws {
    try await misfortunes.concurrently { misfortune in
      let place: Comment = "\(misfortune) at \(write.testDescription)"
      let mischief = misfortune.happening(to: write)
      try await Trial.holding(undertaking, mischief: mischief) { trial in
        var ending = try await trial.run()
        #expect(ending.standing == Self.standing(after: misfortune, at: write), place)
        #expect(ending.made.isWithin(undertaking.made), place)
        ending = try await trial.takeUp(ending)
        #expect(ending.standing == .completed, "\(place) \(ending.report["error"]?.json ?? "")")
        #expect(ending.made == undertaking.made, place)
      }
    }
  }

  /// What the run comes to before anybody does anything about it.
  ///
  /// A refusal ends it, but a mail may go another way. No 401 of Microsoft Graph is known to want a
  /// person, so that a new token is all that one leads to.
  private static func standing(after misfortune: Misfortune, at write: Write) -> Standing {
    switch misfortune {
    case .signIn where write != .mail: .asks("signIn")
    case .refused: write == .mail ? .asks("undelivered") : .faulted("refused")
    default: .completed
    }
  }

  @Test(arguments: writes.filter { $0.2.contains(.busy) })
  func `again and again is done once, or is said to be unknown`(
    _ undertaking: Undertaking, _ write: Write, _: [Misfortune]
  ) async throws {
    try await [Misfortune.busy, .lost, .forgotten, .throttled].concurrently { misfortune in
      let place: Comment = "\(misfortune) at \(write.testDescription)"
      // A request is sent four times; one that is throttled, six times.
      let mischief = misfortune.happening(to: write, times: misfortune == .throttled ? 6 : 4)
      try await Trial.holding(undertaking, mischief: mischief) { trial in
        var ending = try await trial.run()
        #expect(ending.made.isWithin(undertaking.made), place)
        let mayBeKnown = misfortune != .busy
        if ending.standing != .completed {
          #expect(Self.endings(after: misfortune).contains(ending.standing), place)
          ending = try await trial.takeUp(ending)
          #expect(ending.made.isWithin(undertaking.made), place)
        }
        let isKnown = ending.standing == .completed && ending.made == undertaking.made
        #expect(isKnown || !mayBeKnown && ending.standing == .faulted("outcome-unknown"), place)
      }
    }
  }

  private static func endings(after misfortune: Misfortune) -> [Standing] {
    misfortune == .throttled
      ? [.faulted("refused"), .asks("undelivered")] : [.faulted("outcome-unknown"), .rests]
  }

  @Test(arguments: writes.filter { $0.1.readBack != nil })
  func `and cannot be read back is unknown, and found by a retry`(
    _ undertaking: Undertaking, _ write: Write, _: [Misfortune]
  ) async throws {
    let mischief = Misfortune.cutAfter.happening(to: write)
    let isRead = Mutex(true)
    try await Trial.holding(
      undertaking, mischief: mischief,
      bystander: { event, request, simulator in
        guard event == .received, write.isDone(by: request), let readBack = write.readBack else {
          return
        }
        guard isRead.withLock({ $0 }) else { return }
        isRead.withLock { $0 = false }
        _ = try? await simulator.perform(["fault", "GET", readBack, "busy", "4"])
      }
    ) { trial in
      let place: Comment = "\(write.testDescription)"
      let unknown = try await trial.run()
      #expect(unknown.standing == .faulted("outcome-unknown"), place)
      #expect(unknown.made.isWithin(undertaking.made), place)
      let ending = try await trial.goOn("retry")
      #expect(ending.standing == .completed, place)
      #expect(ending.made == undertaking.made, place)
    }
  }
}

extension Trial {
  /// Does what a person would do about a run that does not go on, until it does or nobody can tell.
  fileprivate func takeUp(_ ending: Ending) async throws -> Ending {
    switch ending.standing {
    case .completed: return ending
    case .asks("signIn"): return try await answer(["signedIn": true])
    case .asks: return try await answer(["choice": "again"])
    case .faulted: return try await goOn("retry")
    case .rests:
      var ending = ending
      // A process begins the day anew, so that time passes between two of them.
      for hour in 10...19 where ending.standing == .rests {
        try world.set(clock: "2026-03-01T\(hour):00:00Z")
        ending = try await goOn("resume")
      }
      return ending
    }
  }
}
