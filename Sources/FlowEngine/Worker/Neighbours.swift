import FlowValue

/// What a run does to other runs, as its engine does it.
struct Neighbours: Sendable {
  /// Hands an event to every run that listens; returns the event.
  let publish: @Sendable (_ event: FlowValue) async throws -> FlowValue
  /// Starts the workflow of a request as the run with this id, once, and drives it; `nil` while
  /// that run waits.
  let run: @Sendable (_ request: EffectRequest, _ id: String) async throws -> Outcome?
  /// Cancels a run that was started so.
  let cancel: @Sendable (_ id: String) async throws -> Void
}

extension EffectRequest {
  /// The CloudEvent of an `emit`: what the definition says, and what it leaves to the engine.
  func event(id: String, at time: Timestamp) -> FlowValue {
    var event: FlowValue = [
      "specversion": "1.0", "id": .string(id), "time": .string(time.description),
    ]
    for (name, value) in arguments.object ?? [:] { event[name] = value }
    return event
  }
}
