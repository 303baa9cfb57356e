/// One request as it goes over the wire, with every secret already in place.
///
/// It is never journalled and never logged.
package struct HTTPRequest: Sendable {
  /// The method in capitals.
  package var method: String
  /// The whole URL, with its query.
  package var url: String
  /// The header fields in the order in which they are sent.
  package var headers: [(name: String, value: String)]
  /// The body; `nil` sends none.
  package var body: [UInt8]?
  /// How long everything may take, from connecting to the last byte of the answer.
  package var timeoutMilliseconds: Int64
  /// Whether the answer is awaited even when the task that sent the request is cancelled.
  package var outlivesCancellation = false
  /// The request id of the effect that it is for; `nil` for a request of the engine's own, such as
  /// one for a token.
  package var effectID: String?

  /// A request from its parts.
  package init(
    method: String, url: String, headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil, timeoutMilliseconds: Int64 = 100_000
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeoutMilliseconds = timeoutMilliseconds
  }

  /// The first value of a header field, whatever the case of its name.
  package func header(_ name: String) -> String? { headers.first(named: name) }
}

extension [(name: String, value: String)] {
  /// The first value under a name, whatever its case.
  package func first(named name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
