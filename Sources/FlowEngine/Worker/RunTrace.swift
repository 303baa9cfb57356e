package import FlowValue

/// A run step by step, from its journal: nothing is performed.
package struct RunTrace: Sendable {
  package let run: RunID
  /// The definition, as `namespace/name:version`.
  package let workflow: String
  package let phase: RunPhase
  /// One for each entry, in the order of the journal.
  package let moments: [TraceMoment]
  /// Where the journal does not replay, if it does not; the moments end there.
  package let mismatch: ReplayMismatch?

  /// The object that `flowctl trace --output json` prints.
  package var value: FlowValue {
    [
      "id": .string(run.rawValue), "workflow": .string(workflow),
      "status": .string(phase.rawValue), "moments": .array(moments.map(\.value)),
      "difference": mismatch?.value ?? .null,
    ]
  }
}

extension FlowEngine {
  /// A run step by step, on the definition that it is pinned to.
  ///
  /// - Throws: `EngineError` if there is no such run, or its definition cannot be read.
  package func trace(_ id: RunID) async throws -> RunTrace {
    try await translatingErrors {
      let stored = try await store.stored(id)
      let definition = try await definition(of: stored.start)
      let tracing = try Tracing(stored, on: definition)
      defer { tracing.walk.release() }
      var mismatch: ReplayMismatch?
      do {
        try tracing.run()
      } catch RunError.divergence(_, let divergence) {
        mismatch = ReplayMismatch(divergence, by: nil, of: definition, on: definition)
      }
      return RunTrace(
        run: id, workflow: stored.row.workflow.description, phase: stored.row.phase,
        moments: tracing.moments, mismatch: mismatch)
    }
  }
}
