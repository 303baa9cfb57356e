package import FlowValue

/// Something another process wants of a run: an answer, a cancel.
///
/// The lease holder makes it an entry.
package struct InboxMessage: Sendable, Equatable {
  /// Chosen by the sender; posting the same one to the same run again changes nothing.
  package let id: String
  package let run: RunID
  /// `answer`, `cancel`, `suspend`, `event`, or `ended` (of a run that this one started).
  package let kind: String
  package let payload: FlowValue
  package let actor: FlowValue
  package let time: Timestamp

  package init(
    id: String, run: RunID, kind: String, payload: FlowValue, actor: FlowValue, time: Timestamp
  ) {
    self.id = id
    self.run = run
    self.kind = kind
    self.payload = payload
    self.actor = actor
    self.time = time
  }
}
