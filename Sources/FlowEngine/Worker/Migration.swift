package import FlowValue

/// What became of a run that was to go on with another definition.
package struct Migration: Sendable {
  package let run: RunID
  /// The definition before.
  package let from: WorkflowIdentity
  /// The definition from now on.
  package let to: WorkflowIdentity
  /// Whether the run had this very definition already, and nothing was written.
  package let isUnchanged: Bool
  /// How the run stands.
  package let phase: RunPhase

  /// The object that `flowctl migrate --output json` prints.
  package var value: FlowValue {
    [
      "id": .string(run.rawValue), "from": from.value, "to": to.value,
      "changed": .bool(!isUnchanged), "status": .string(phase.rawValue),
    ]
  }
}
