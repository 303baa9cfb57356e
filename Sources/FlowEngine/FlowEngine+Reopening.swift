import FlowValue

extension FlowEngine {
  /// What lets a faulted run go on, with its own definition or another.
  ///
  /// Where its definition changed since it faulted, the outcome that it faulted on is kept if the
  /// walk goes on from there: what was done is not asked for again.
  func reopening(of entries: [Entry], on read: ReadFlow?) async throws -> Opening {
    guard let last = entries.last, entries.ending != nil else { throw Self.isNoFault(entries) }
    let start = try RunStart(entries, of: last.run)
    let rebinding = try read.flatMap { try self.rebinding(of: start, to: $0) }
    let (actor, now) = (surroundings.actor, surroundings.world.now())
    var draft = Reopening.draft(for: entries, actor: actor, time: now)
    if rebinding != nil || last.kind == .rebound {
      let kept = Reopening.draftKeepingOutcomes(for: entries, actor: actor, time: now)
      draft =
        if let rebinding {
          try reopening(
            entries, kept, draft, pinned: rebinding.start, program: rebinding.read.program)
        } else {
          try reopening(
            entries, kept, draft, pinned: start, program: try await program(start.bundle))
        }
      if let draft, let rebinding {
        let reopened = entries + [seal(draft, after: last)]
        if try rehearse(reopened, with: rebinding) == nil {
          throw refusal(try await verdict(on: reopened, of: start, with: rebinding))
        }
      }
    }
    guard let draft else { throw Self.isNoFault(entries) }
    if let read { try await store.save(bundle: read.bytes, hash: read.hash) }
    return Opening(
      drafts: [draft] + [rebinding?.draft(actor: actor, time: now)].compactMap(\.self),
      progress: RunProgress(
        phase: .running, updatedAt: now, definition: rebinding?.definition))
  }

  /// `kept` if the walk goes on with every outcome, else `asking`.
  private func reopening(
    _ entries: [Entry], _ kept: EntryDraft?, _ asking: EntryDraft?, pinned: RunStart,
    program: Program
  ) throws -> EntryDraft? {
    guard let kept, let last = entries.last else { return asking }
    do {
      let rehearsal = try Rehearsal(
        entries + [seal(kept, after: last)], of: pinned, on: program)
      if case .faulted = rehearsal.result { return asking }
      return kept
    } catch RunError.divergence {
      return asking
    }
  }

  private func seal(_ draft: EntryDraft, after last: Entry) -> Entry {
    var chain = EntryChain(run: last.run, last: last)
    return chain.seal(draft) { surroundings.world.randomBytes(16) }
  }

  private static func isNoFault(_ entries: [Entry]) -> EngineError {
    let id = entries.first?.run.rawValue ?? ""
    guard entries.ending != nil else {
      return .usage("Run \(id) goes on already.", hint: "flowctl show \(id)")
    }
    return .usage(
      "Run \(id) faulted before it had asked for anything, so there is nothing to ask again.",
      hint: "correct the flow or its input and start a new run")
  }
}
