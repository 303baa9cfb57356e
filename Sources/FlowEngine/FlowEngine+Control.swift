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
  /// - Throws: `EngineError` if there is no such run, it has not faulted, or it faulted before it
  ///   had asked for anything.
  public func retry(
    _ id: RunID, observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ActiveRun {
    try await translatingErrors {
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
      let (actor, now) = (surroundings.actor, surroundings.world.now())
      return try await hold(id, observer: observer) { entries in
        guard entries.last?.kind == .ended,
          let draft = Reopening.draft(for: entries, actor: actor, time: now)
        else {
          throw EngineError.usage(
            "Run \(id) faulted before it had asked for anything, so there is nothing to ask again.",
            hint: "correct the flow or its input and start a new run")
        }
        return draft
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
