/// Which rows to list.
package struct RunFilter: Sendable, Equatable {
  /// Only runs in one of these phases; `nil` for all.
  package var phases: Set<RunPhase>?
  /// Only runs with a wake-up at or before this moment; `nil` for all.
  package var wakeBefore: Timestamp?
  /// Whether only runs with messages in their inbox.
  package var hasMessages = false
  /// Only runs that wait for something of this kind, such as `run` or `listen`; `nil` for all.
  package var waitingFor: String?
  /// At most so many rows; `nil` for all.
  package var limit: Int?
  /// Only runs that come after this one in the list, for the next page.
  package var after: RunID?

  package init(
    phases: Set<RunPhase>? = nil, wakeBefore: Timestamp? = nil, hasMessages: Bool = false,
    waitingFor: String? = nil, limit: Int? = nil, after: RunID? = nil
  ) {
    self.hasMessages = hasMessages
    self.waitingFor = waitingFor
    self.phases = phases
    self.wakeBefore = wakeBefore
    self.limit = limit
    self.after = after
  }
}
