import FlowValue
import Foundation

/// Puts an effect, its secrets and its ids together into the request that is sent.
struct HTTPRequestBuilder {
  let effect: HTTPEffect
  let requestID: String
  let correlationID: String
  /// Texts of the secrets that the effect names.
  let secrets: [String: String]

  /// Fields that decide where a message ends and where it goes; only the transport writes them.
  private static let reserved: Set = [
    "host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer",
    "upgrade", "expect", "proxy-authorization",
  ]

  /// The names of all secrets in the effect.
  static func secretNames(in effect: HTTPEffect) -> Set<String> {
    var texts = effect.headers.map(\.value)
    if case .form(let fields) = effect.body { texts += fields.map(\.value) }
    var names = Set(texts.compactMap { if case .secret(let name, _) = $0 { name } else { nil } })
    if case .json(let body) = effect.body { collect(body, into: &names) }
    return names
  }

  func request(url: String) throws(EffectFailure) -> HTTPRequest {
    var headers = try effect.headers.map { (name, value) throws(EffectFailure) in
      try checked(name: name, value: text(value))
    }
    for (name, value) in [
      (effect.idempotencyHeader, requestID), (effect.correlationHeader, correlationID),
    ] {
      guard let name else { continue }
      if headers.first(named: name) != nil { throw Self.twice(name) }
      headers.append(try checked(name: name, value: value))
    }
    let (body, type) = content()
    if let type, headers.first(named: "content-type") == nil {
      headers.append(("Content-Type", type))
    }
    var request = HTTPRequest(
      method: effect.method, url: url, headers: headers, body: body,
      timeoutMilliseconds: effect.timeoutMilliseconds)
    request.outlivesCancellation = effect.isWrite
    request.effectID = requestID
    return request
  }

  private func content() -> (body: [UInt8]?, type: String?) {
    switch effect.body {
    case .none: (nil, nil)
    case .json(let value): (Array(substituted(value).json.utf8), "application/json")
    case .form(let fields):
      (
        Array(FormEncoding.encoded(fields.map { ($0.name, text($0.value)) }).utf8),
        "application/x-www-form-urlencoded"
      )
    case .text(let text): (Array(text.utf8), "text/plain; charset=utf-8")
    }
  }

  private func text(_ value: SecretText) -> String {
    switch value {
    case .plain(let text): text
    case .secret(let name, let prefix): prefix + (secrets[name] ?? "")
    }
  }

  private func substituted(_ value: FlowValue) -> FlowValue {
    if case .secret? = SecretText(value), let text = SecretText(value) {
      return .string(self.text(text))
    }
    return switch value {
    case .array(let elements): .array(elements.map { substituted($0) })
    case .object(let members): .object(members.mapValues { substituted($0) })
    default: value
    }
  }

  private static func collect(_ value: FlowValue, into names: inout Set<String>) {
    switch value {
    case .secret(let name): names.insert(name)
    case .array(let elements): for element in elements { collect(element, into: &names) }
    case .object(let members): for member in members.values { collect(member, into: &names) }
    default: break
    }
  }

  private func checked(
    name: String, value: String
  ) throws(EffectFailure) -> (name: String, value: String) {
    guard Self.isToken(name) else {
      throw Self.failure(name, "is not a name that a header field can have")
    }
    guard !Self.reserved.contains(name.lowercased()) else {
      throw Self.failure(name, "is written by the engine and cannot be set")
    }
    guard value.utf8.allSatisfy({ ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7F }) else {
      throw Self.failure(name, "has a line break or another control character in its value")
    }
    return (name, value)
  }

  /// Whether it is a token (RFC 9110, 5.6.2).
  ///
  /// By hand: a pattern would be compiled for each field of each request.
  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  private static func twice(_ name: String) -> EffectFailure {
    failure(name, "is set twice: by the request's headers and by the engine")
  }

  static func failure(_ header: String, _ what: String) -> EffectFailure {
    // The name itself may hold what would break a line.
    let shown = FlowValue.string(header).json
    return .problem(
      ProblemType.validation.problem(
        "HTTP request: the header \(shown) \(what)", members: ["header": .string(header)]))
  }
}
