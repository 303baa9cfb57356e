/// The way that a run went, from its journal: nothing is performed.
package struct RunPath: Sendable {
  /// How the run stands.
  package let phase: RunPhase
  /// The definition that it is pinned to.
  package let workflow: Workflow
  /// The tasks that it performed and the branches that it took.
  package let path: WalkedPath
}

extension FlowEngine {
  /// The way that a run went until where it stands.
  ///
  /// - Throws: `EngineError` if there is no such run or its journal does not replay.
  package func path(of id: RunID) async throws -> RunPath {
    try await translatingErrors {
      let stored = try await store.stored(id)
      let program = try await program(stored.start.bundle)
      let workflow = program.workflow
      let footprints = Footprints()
      let walk = try Walk(
        program, replaying: stored.entries, of: stored.start,
        observer: PathObserver(footprints, of: workflow))
      defer { walk.release() }
      var replay = Replay(walk: walk, run: id)
      try replay.run(Reopening.effective(stored.entries).filter { $0.kind != .ended })
      return RunPath(
        phase: stored.row.phase, workflow: workflow, path: footprints.path(in: workflow.file))
    }
  }
}
