/// The id that a request carries, so that its receiver can tell a repetition from a new request.
enum RequestID {
  /// The id of a request of a run.
  ///
  /// It stays the same through crashes, timeouts and 5xx, and changes after any other answer.
  ///
  /// - Parameters:
  ///   - run: The run that asks.
  ///   - key: The effect's key without attempts.
  ///   - definiteAnswers: How many answers other than 408 and 5xx the effect has had.
  /// - Returns: A UUID that follows from the three alone.
  static func make(run: RunID, key: String, definiteAnswers: Int) -> String {
    UUIDv5.make(
      namespace: UUIDv5.requestNamespace, name: "\(run)\n\(key)\n\(definiteAnswers)")
  }
}
