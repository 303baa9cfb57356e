/// What a simulated server remembers between requests.
package protocol SimulatorState: Sendable {
  /// Runs `body` alone; keeps what it changed unless it throws.
  func transaction<Result>(
    _ body: (any SimulatorTransaction) throws -> Result
  ) throws -> Result

  /// Forgets everything, so that the next request finds a freshly seeded server.
  func reset() throws
}

/// The state of one simulator as one request sees it.
package protocol SimulatorTransaction: AnyObject {
  /// The value under a key, as JSON.
  func get(_ key: String) throws -> String?
  /// Sets the JSON under a key; `nil` deletes it.
  func put(_ key: String, _ json: String?) throws
  /// Keys with a prefix and their JSON, sorted by the keys' UTF-8 bytes.
  func list(_ prefix: String) throws -> [(key: String, json: String)]
}
