import FlowValue

extension FlowEngine {
  /// Replays a run's journal on a definition, performing and writing nothing.
  ///
  /// - Parameters:
  ///   - id: The run, ended or not.
  ///   - flow: A flow's name or path; `nil` for the definition that the run is pinned to.
  /// - Returns: Whether it is the same, and otherwise the first difference.
  /// - Throws: `DefinitionError` or `EngineError` if there is nothing to compare.
  package func replay(_ id: RunID, on flow: String? = nil) async throws -> ReplayVerdict {
    let other = try flow.map { try read($0) }
    return try await translatingErrors {
      let stored = try await store.stored(id)
      if let other { try checkIdentity(of: other, for: stored.row) }
      let rebinding = try other.flatMap { try self.rebinding(of: stored.start, to: $0) }
      return try await verdict(on: stored.entries, of: stored.start, with: rebinding)
    }
  }

  /// Lets a run go on with another definition, if its whole journal replays on it.
  ///
  /// The run is not driven. One that has faulted stays so, for `retry`.
  ///
  /// - Parameters:
  ///   - id: The run; nobody may drive it.
  ///   - flow: A flow's name or path.
  /// - Returns: What became of it.
  /// - Throws: `DefinitionError`, or `EngineError` with both sides of the first difference; nothing
  ///   was changed then.
  package func migrate(_ id: RunID, to flow: String) async throws -> Migration {
    let read = try read(flow)
    return try await translatingErrors {
      let lease = try await store.acquire(id)
      do {
        let migration = try await migrate(under: lease, to: read)
        try await store.release(lease)
        return migration
      } catch {
        // The first error says why; the lease dies with this process at the latest.
        try? await store.release(lease)
        throw error
      }
    }
  }

  private func migrate(under lease: Lease, to read: ReadFlow) async throws -> Migration {
    let stored = try await store.stored(lease.run)
    let (row, entries, start) = (stored.row, stored.entries, stored.start)
    try checkMigration(of: row)
    try checkIdentity(of: read, for: row)
    try stored.checkChain()
    guard let rebinding = try rebinding(of: start, to: read) else {
      return Migration(
        run: row.id, from: row.workflow, to: row.workflow, isUnchanged: true, phase: row.phase)
    }
    // How it ended is not held against it: that is what another definition is for.
    let begun = entries.filter { $0.kind != .ended || $0.sequence != entries.ending?.sequence }
    guard let rehearsal = try rehearse(begun, with: rebinding) else {
      throw refusal(try await verdict(on: begun, of: start, with: rebinding))
    }
    try await store.save(bundle: read.bytes, hash: read.hash)
    let now = surroundings.world.now()
    let progress = row.progress(after: rehearsal, to: rebinding.definition, at: now)
    let draft = rebinding.draft(actor: surroundings.actor, time: now)
    _ = try await append(
      Opening(drafts: [draft], progress: progress), after: entries.last, under: lease)
    return Migration(
      run: row.id, from: row.workflow, to: read.program.identity, isUnchanged: false,
      phase: progress.phase)
  }

  private func checkMigration(of row: RunRow) throws {
    guard row.profile == surroundings.profile.name else {
      throw RunError.otherProfile(row.id, recorded: row.profile, open: surroundings.profile.name)
    }
    if row.phase == .completed || row.phase == .cancelled {
      throw EngineError.usage(
        "Run \(row.id) is \(row.phase.rawValue); it goes on with no definition.",
        hint: "flowctl show \(row.id)")
    }
  }

  /// `nil` if the journal does not replay on the new definition.
  func rehearse(_ entries: [Entry], with rebinding: Rebinding) throws -> Rehearsal? {
    do {
      return try Rehearsal(entries, of: rebinding.start, on: rebinding.read.program)
    } catch RunError.divergence {
      return nil
    }
  }

  /// Whether a journal replays on another definition, or, with none, on its own.
  func verdict(on entries: [Entry], of start: RunStart, with rebinding: Rebinding?) async throws
    -> ReplayVerdict
  {
    let pinned = try await definition(of: start)
    let other = rebinding.map { ReplayedDefinition($0.read) }
    do {
      _ = try Rehearsal(
        entries, of: rebinding?.start ?? start, on: (other ?? pinned).program)
      return ReplayVerdict(
        run: start.facts.id, entries: entries.count, definition: other ?? pinned, mismatch: nil)
    } catch RunError.divergence(_, let divergence) {
      let asker = try Rehearsal.asker(
        ofEntry: divergence.sequence, in: entries, of: start, on: pinned.program)
      return ReplayVerdict(
        run: start.facts.id, entries: entries.count, definition: other ?? pinned,
        mismatch: ReplayMismatch(
          divergence, by: asker, of: pinned, on: other ?? pinned))
    }
  }

  /// The definition that a run is pinned to, with its text.
  func definition(of start: RunStart) async throws -> ReplayedDefinition {
    let program = try await program(start.bundle)
    guard let bytes = try await store.bundle(start.bundle) else {
      throw StoreError.unknownBundle(start.bundle)
    }
    return ReplayedDefinition(ReadFlow(program: program, bytes: bytes, hash: start.bundle))
  }
}

extension RunRow {
  /// The row of a run that goes on with another definition.
  ///
  /// What the new one has to do at once is found by a worker only if the run does not rest.
  fileprivate func progress(
    after rehearsal: Rehearsal, to definition: RunDefinition, at time: Timestamp
  ) -> RunProgress {
    if phase == .faulted {
      return RunProgress(
        phase: phase, updatedAt: time, endedAt: endedAt, error: error, waiting: waiting,
        definition: definition)
    }
    return RunProgress(
      phase: phase == .waiting && rehearsal.hasNews ? .running : phase, updatedAt: time,
      waiting: .array(rehearsal.waiting), wakeAt: rehearsal.wakeAt, definition: definition)
  }
}
