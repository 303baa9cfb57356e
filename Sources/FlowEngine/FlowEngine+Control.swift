import FlowValue

extension FlowEngine {
  /// Cancels a run: here if nobody drives it, and otherwise by telling who does.
  ///
  /// - Returns: How the run ended, or `nil` if another worker was told.
  /// - Throws: `EngineError` if there is no such run, or it has ended.
  public func cancel(_ id: RunID) async throws -> RunReport? {
    try await tell(id, "cancel")
  }

  /// Suspends a run: what is on its way is finished and recorded, and nothing more is begun until
  /// `resume`.
  ///
  /// - Returns: How the run stands, or `nil` if another worker was told.
  /// - Throws: `EngineError` if there is no such run, or it has ended.
  public func suspend(_ id: RunID) async throws -> RunReport? {
    try await tell(id, "suspend")
  }

  /// Takes up a run that faulted: the outcome that it faulted on is asked for once more.
  ///
  /// What was done before stays done. A write that was answered is sent as a new request, one that
  /// was not with its old id.
  ///
  /// With another definition, on which its journal replays, the run goes on where that one no longer
  /// faults: without asking again if it goes on from the outcome it has.
  ///
  /// - Parameters:
  ///   - id: The run.
  ///   - flow: A flow's name or path: the definition it goes on with; `nil` keeps its own.
  ///   - observer: Is told of progress while the run is driven.
  /// - Returns: The run, which `finish` drives.
  /// - Throws: `EngineError` if there is no such run, it has not faulted, it faulted before it had
  ///   asked for anything, or its journal does not replay on the definition given.
  public func retry(
    _ id: RunID, with flow: String? = nil,
    observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ActiveRun {
    let read = try flow.map { try self.read($0) }
    return try await translatingErrors {
      guard let row = try await store.run(id) else { throw StoreError.unknownRun(id) }
      guard row.phase == .faulted else {
        throw EngineError.usage(
          "Run \(id) is \(row.phase.rawValue); only a faulted run can be retried.",
          hint: row.phase.isFinished ? "flowctl show \(id)" : "flowctl resume \(id)")
      }
      guard row.profile == surroundings.profile.name else {
        throw RunError.otherProfile(
          id, recorded: row.profile, open: surroundings.profile.name)
      }
      if let read { try checkIdentity(of: read, for: row) }
      return try await hold(id, observer: observer) { entries in
        try await reopening(of: entries, on: read)
      }
    }
  }

  /// Posts a message and drives the run to where it obeys.
  private func tell(_ id: RunID, _ kind: String) async throws -> RunReport? {
    try await translatingErrors {
      guard let row = try await store.run(id) else { throw StoreError.unknownRun(id) }
      try checkProfile(of: row)
      try await store.post(
        InboxMessage(
          id: UUIDv5.text(surroundings.world.randomBytes(16), version: 4), run: id, kind: kind,
          payload: [:], actor: surroundings.actor, time: surroundings.world.now()))
      return try await driveUnlessHeld(id)
    }
  }

  /// How the run stands after it was driven, a pause of up to `patience` milliseconds included;
  /// `nil` if another worker drives it.
  func driveUnlessHeld(
    _ id: RunID, patience: Int64 = 60_000,
    observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunReport? {
    do {
      var run = try await resume(id, observer: observer)
      run.patience = patience
      return try await run.finish()
    } catch let error as EngineError where error.isHeld {
      return nil
    }
  }
}
