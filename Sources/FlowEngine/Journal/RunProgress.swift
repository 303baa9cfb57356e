package import FlowValue

/// What an append changes in the run's row: all of it is replaced, but the definition.
package struct RunProgress: Sendable, Equatable {
  package var phase: RunPhase
  package var updatedAt: Timestamp
  package var endedAt: Timestamp?
  package var error: FlowValue?
  /// The open requests, an array.
  package var waiting: FlowValue
  package var wakeAt: Timestamp?
  /// What the run is pinned to from now on; `nil` leaves that as it is.
  package var definition: RunDefinition?

  package init(
    phase: RunPhase, updatedAt: Timestamp, endedAt: Timestamp? = nil, error: FlowValue? = nil,
    waiting: FlowValue = [], wakeAt: Timestamp? = nil, definition: RunDefinition? = nil
  ) {
    self.phase = phase
    self.updatedAt = updatedAt
    self.endedAt = endedAt
    self.error = error
    self.waiting = waiting
    self.wakeAt = wakeAt
    self.definition = definition
  }
}
