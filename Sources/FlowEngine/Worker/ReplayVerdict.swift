package import FlowValue

/// Whether a run's journal replays on a definition.
package struct ReplayVerdict: Sendable, CustomStringConvertible {
  package let run: RunID
  /// How many entries the journal has.
  package let entries: Int
  /// The first difference; `nil` if it is the same.
  package let mismatch: ReplayMismatch?
  private let definition: ReplayedDefinition

  init(run: RunID, entries: Int, definition: ReplayedDefinition, mismatch: ReplayMismatch?) {
    self.run = run
    self.entries = entries
    self.definition = definition
    self.mismatch = mismatch
  }

  /// The object that `flowctl replay --output json` prints.
  package var value: FlowValue {
    [
      "id": .string(run.rawValue), "workflow": definition.program.identity.value,
      "file": .string(definition.file), "bundle": .string(definition.bundle),
      "entries": .integer(Int64(entries)), "same": .bool(mismatch == nil),
      "difference": mismatch?.value ?? .null,
    ]
  }

  /// `same`, or both sides.
  package var description: String {
    guard let mismatch else {
      return "same: run \(run) replays on \(definition.title), \(entries) entries"
    }
    return """
      Run \(run) does not replay on \(definition.title): entry \(mismatch.sequence) differs \
      [\(mismatch.code.id)].
      \(mismatch.description)
      """
  }
}
