package import FlowValue

/// What a run wants recorded, before the chain gives it its place and hash.
package struct EntryDraft: Sendable, Equatable {
  /// The effect's key, made of names.
  package var key: String
  package var kind: EntryKind
  package var request: FlowValue?
  package var outcome: FlowValue?
  package var time: Timestamp
  /// Who answered or started, where that is a person or another program.
  package var actor: FlowValue?

  package init(
    key: String, kind: EntryKind, request: FlowValue? = nil, outcome: FlowValue? = nil,
    time: Timestamp, actor: FlowValue? = nil
  ) {
    self.key = key
    self.kind = kind
    self.request = request
    self.outcome = outcome
    self.time = time
    self.actor = actor
  }
}
