/// What carries requests to where they go: the network, or a simulator in this process.
package protocol HTTPTransport: Sendable {
  /// Sends a request and returns the whole answer.
  ///
  /// - Throws: `TransportFailure` that says whether the other side may have received the request.
  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}

/// Why there is no answer.
package enum TransportFailure: Error, Sendable, Equatable {
  /// The other side certainly did not receive the request: refused, unknown host, not allowed.
  case notSent(String)
  /// The other side may have received it: timed out, or the connection was cut.
  case lost(String)
}
