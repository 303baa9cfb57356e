package import FlowValue

/// A request as a script asked for it, before secrets and authentication.
package struct HTTPEffect: Sendable {
  /// The method in capitals.
  package var method: String
  /// The URL without what `query` adds.
  package var url: String
  /// Added to the URL, percent-encoded; an array repeats its name.
  package var query: [(name: String, value: String)]
  /// Header fields; a value is a text or holds a secret.
  package var headers: [(name: String, value: SecretText)]
  /// What is sent.
  package var body: Body
  /// The name of an authentication, or one in place.
  package var authentication: FlowValue?
  /// Parts of the answer to move to the secret store: dotted path to name.
  package var secrets: [(path: String, name: String)]
  /// Whether a lost answer leaves it open if something was done.
  package var isWrite: Bool
  /// The header field that carries the request id.
  package var idempotencyHeader: String?
  /// The header field that carries a fresh UUID each time.
  package var correlationHeader: String?
  /// How long everything may take.
  package var timeoutMilliseconds: Int64
  /// Whether a read follows redirects.
  package var redirect: Bool

  /// What is sent.
  package enum Body: Sendable {
    case none
    case json(FlowValue)
    case form([(name: String, value: SecretText)])
    case text(String)
  }

  /// The URL with the query.
  package var fullURL: String {
    guard !query.isEmpty else { return url }
    let separator = url.contains("?") ? "&" : "?"
    return url + separator + FormEncoding.encoded(query)
  }
}

/// A text, or a secret behind a prefix; the handler puts the secret's own text in place.
package enum SecretText: Sendable, Equatable {
  case plain(String)
  case secret(name: String, prefix: String)

  /// A string, number or boolean; a secret handle; or `{ prefix, secret }`.
  init?(_ value: FlowValue) {
    switch value {
    case .string(let text): self = .plain(text)
    case .integer(let number): self = .plain(String(number))
    case .double(let number): self = .plain("\(number)")
    case .bool(let value): self = .plain(value ? "true" : "false")
    case .secret(let name): self = .secret(name: name, prefix: "")
    case .object(let members):
      guard members.count == 2, case .secret(let name)? = members["secret"],
        let prefix = members["prefix"]?.string
      else { return nil }
      self = .secret(name: name, prefix: prefix)
    case .null, .array: return nil
    }
  }
}
