import Crypto
import FlowValue

/// An answer on its way from the wire to the run.
struct HTTPAnswer {
  let response: HTTPResponse
  let requestID: String
  let correlationID: String
  let retryAfter: Int64?
  /// What the run sees of the body, and which of `json`, `text`, `none`, `withheld` it is.
  var body: FlowValue
  var bodyKind: String

  init(
    _ response: HTTPResponse, method: String, requestID: String, correlationID: String,
    now: Timestamp
  ) {
    self.response = response
    self.requestID = requestID
    self.correlationID = correlationID
    retryAfter = response.header("retry-after").flatMap { RetryAfter.seconds($0, now: now) }
    (body, bodyKind) = method == "HEAD" ? (.null, "none") : Self.read(response)
  }

  /// JSON if the answer says so, or says nothing and reads as such.
  private static func read(_ response: HTTPResponse) -> (FlowValue, String) {
    guard !response.body.isEmpty else { return (.null, "none") }
    let type = response.header("content-type")?.lowercased().split(separator: ";").first ?? ""
    let name = type.filter { $0 != " " }
    if name.isEmpty || name == "application/json" || name.hasSuffix("+json") || name == "text/json",
      let value = try? FlowValue(json: response.body)
    {
      return (value, "json")
    }
    return (.string(String(decoding: response.body, as: UTF8.self)), "text")
  }

  /// Keeps of the answer only what cannot hold a secret.
  mutating func withhold() {
    body = .null
    bodyKind = "withheld"
  }

  var value: FlowValue {
    let withheld = bodyKind == "withheld"
    var object: FlowObject = [
      "status": .integer(Int64(response.status)), "reason": .string(response.reason),
      "headers": withheld ? [:] : headers, "body": body, "bodyKind": .string(bodyKind),
      "size": .integer(Int64(response.body.count)),
    ]
    if withheld || bodyKind == "text" {
      let digest = SHA256.hash(data: response.body)
      object["sha256"] = .string(
        digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    }
    object["requestId"] = .string(requestID)
    object["correlationId"] = .string(correlationID)
    if let retryAfter { object["retryAfter"] = .integer(retryAfter) }
    return .object(object)
  }

  /// Cookies are credentials that nobody here uses.
  private var headers: FlowValue {
    var fields: FlowObject = [:]
    for (name, value) in response.headers {
      let name = name.lowercased()
      let shown = name == "set-cookie" ? Redactor.replacement : value
      fields[name] = .string(fields[name]?.string.map { "\($0), \(shown)" } ?? shown)
    }
    return .object(fields)
  }
}
