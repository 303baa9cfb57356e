/// One answer as it came over the wire.
package struct HTTPResponse: Sendable {
  /// The status code.
  package var status: Int
  /// The text beside the status code; empty where the protocol or the server gave none.
  package var reason: String
  /// The header fields in the order in which they came.
  package var headers: [(name: String, value: String)]
  /// The whole body.
  package var body: [UInt8]

  /// An answer from its parts.
  package init(
    status: Int, reason: String = "", headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
  }

  /// The first value of a header field, whatever the case of its name.
  package func header(_ name: String) -> String? { headers.first(named: name) }
}
