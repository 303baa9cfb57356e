/// Time and chance, as HTTP effects need them.
package struct HTTPEnvironment: Sendable {
  /// The present moment.
  package let now: @Sendable () -> Timestamp
  /// Returns when a moment has come.
  package let sleep: @Sendable (_ until: Timestamp) async throws -> Void
  /// A fresh random UUID for an exchange of the effect with that request id.
  package let uuid: @Sendable (_ requestID: String) -> String

  /// An environment from its parts.
  package init(
    now: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (_ until: Timestamp) async throws -> Void,
    uuid: @escaping @Sendable (_ requestID: String) -> String
  ) {
    self.now = now
    self.sleep = sleep
    self.uuid = uuid
  }
}
