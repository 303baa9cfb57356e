/// Time and chance, as HTTP effects need them.
package struct HTTPEnvironment: Sendable {
  /// The present moment.
  package let now: @Sendable () -> Timestamp
  /// Returns when a moment has come.
  package let sleep: @Sendable (_ until: Timestamp) async throws -> Void
  /// A fresh random UUID.
  package let uuid: @Sendable () -> String

  /// An environment from its parts.
  package init(
    now: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (_ until: Timestamp) async throws -> Void,
    uuid: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.sleep = sleep
    self.uuid = uuid
  }
}
