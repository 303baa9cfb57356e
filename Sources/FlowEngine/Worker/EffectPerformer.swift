/// Performs effects that the engine does itself, which are all but those that are awaited.
protocol EffectPerformer: Sendable {
  /// Performs one effect.
  ///
  /// - Parameters:
  ///   - request: what the walk asks for.
  ///   - id: the request id for receivers that do a request once.
  /// - Returns: what came of it, for the journal and the walk; `nil` for a run that waits itself.
  /// - Throws: what only the operator can mend; the run stops then and can be resumed.
  func perform(_ request: EffectRequest, id: String) async throws -> Outcome?

  /// Gives up what the run no longer waits for: a run that it started is cancelled.
  ///
  /// `id` is the request id with which it was performed.
  func abandon(_ request: EffectRequest, id: String) async throws
}
