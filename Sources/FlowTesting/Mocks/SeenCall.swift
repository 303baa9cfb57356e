import FlowEngine
import FlowValue

/// A request that a run sent, as its receiver saw it.
package struct SeenCall: Sendable {
  /// The method in capitals.
  package let method: String
  /// Scheme, host and port.
  package let origin: String
  /// The path, decoded.
  package let path: String
  let query: FlowValue
  let headers: FlowValue
  /// JSON, a form's fields or a text; `null` where nothing was sent.
  let body: FlowValue
  /// The request id of the effect that it is for; `nil` for a request of the engine's own.
  let effectID: String?
  /// Whether a lost answer leaves it unknown what was done.
  let isWrite: Bool
  /// Whether the receiver can tell a repetition, since the request id is in a header.
  let carriesID: Bool
  /// Whether the receiver said that it does not do it.
  var isRefused = false

  init(_ request: HTTPRequest) {
    let seen = SimulatorRequest.value(of: request)
    method = request.method
    origin = Origin(url: request.url)?.description ?? ""
    path = seen["path"]?.string ?? "/"
    query = seen["query"] ?? [:]
    headers = seen["headers"] ?? [:]
    let text = seen["text"]?.string ?? ""
    body = seen["body"] ?? seen["form"] ?? (text.isEmpty ? .null : .string(text))
    effectID = request.effectID
    isWrite = request.effectID != nil && request.outlivesCancellation
    carriesID = request.headers.contains { $0.value == request.effectID }
  }

  /// Method and path, with the query where there is one.
  package var description: String {
    let fields = (query.object ?? [:]).map { "\($0)=\($1.string ?? $1.json)" }
    return "\(method) \(path)" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
  }
}
