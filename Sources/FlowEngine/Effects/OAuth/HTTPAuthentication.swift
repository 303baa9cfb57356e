import FlowValue

/// How a request proves who sends it, with the settings in place; secrets are names.
struct HTTPAuthentication: Sendable {
  enum Scheme: Sendable {
    case basic(username: String, password: String)
    case bearer(token: String)
    case oauth2(OAuth2Credential)
  }

  let name: String
  let scheme: Scheme
  /// Where it may be sent; `nil` if it does not say.
  let origins: Set<Origin>?
  let consent: ConsentPattern

  /// Names of the secrets that it uses.
  var secretNames: [String] {
    switch scheme {
    case .basic(_, let password): [password]
    case .bearer(let token): [token]
    case .oauth2(let credential):
      [credential.clientSecret, credential.refreshToken].compactMap { $0 }
    }
  }

  /// Reads `{ basic: … }`, `{ bearer: … }` or `{ oauth2: … }`.
  init(_ value: FlowValue, name: String) throws(Problem) {
    let reader = AuthenticationReader(name: name)
    guard let (kind, fields) = value.object?.elements.first, value.object?.count == 1 else {
      throw reader.failure("must have exactly one of basic, bearer and oauth2")
    }
    self.name = name
    switch kind {
    case "basic":
      let username = try reader.string("username", in: fields)
      scheme = .basic(username: username, password: try reader.secret("password", in: fields))
    case "bearer": scheme = .bearer(token: try reader.secret("token", in: fields))
    case "oauth2": scheme = .oauth2(try OAuth2Credential(fields, reader: reader))
    default: throw reader.failure("'\(kind)' is not supported; use basic, bearer or oauth2")
    }
    origins = try reader.origins(in: fields)
    consent = ConsentPattern(fields["consent"] ?? .null)
  }
}

/// What in an answer 401 means that a person has to sign in again.
struct ConsentPattern: Sendable {
  let codes: [String]
  let reasons: [String]

  init(_ value: FlowValue) {
    codes = (value["codes"]?.array ?? []).compactMap(Self.text)
    reasons = (value["reasons"]?.array ?? []).compactMap(\.string)
  }

  /// The code or reason that matched.
  func match(_ response: HTTPResponse) -> String? {
    let reason = response.reason.lowercased()
    if let found = reasons.first(where: { reason.contains($0.lowercased()) }) { return found }
    guard !codes.isEmpty, let body = try? FlowValue(json: response.body) else { return nil }
    let given = [body["code"], body["error"]?["code"], body["errorCode"]].compactMap { $0 }
    return given.compactMap(Self.text).first { codes.contains($0) }
  }

  private static func text(_ value: FlowValue) -> String? {
    value.string ?? value.integer.map { String($0) }
  }
}

/// Reads the fields of an authentication and names it when one is wrong.
struct AuthenticationReader {
  let name: String

  func failure(_ what: String) -> Problem {
    ProblemType.configuration.problem(
      "authentication '\(name)': \(what)", members: ["authentication": .string(name)])
  }

  func string(_ field: String, in fields: FlowValue) throws(Problem) -> String {
    guard let text = fields[field]?.string, !text.isEmpty else {
      throw failure("'\(field)' must be a text")
    }
    return text
  }

  /// The name of a secret, as a text or as a handle.
  func secret(_ field: String, in fields: FlowValue) throws(Problem) -> String {
    guard let name = try optionalSecret(field, in: fields) else {
      throw failure("'\(field)' must name a secret")
    }
    return name
  }

  func optionalSecret(_ field: String, in fields: FlowValue) throws(Problem) -> String? {
    switch fields[field] {
    case .string(let name)? where !name.isEmpty: return name
    case .secret(let name)?: return name
    case nil, .null?: return nil
    default: throw failure("'\(field)' must name a secret")
    }
  }

  func strings(_ field: String, in fields: FlowValue) throws(Problem) -> [String] {
    guard let value = fields[field], value != .null else { return [] }
    guard let elements = value.array, elements.allSatisfy({ $0.string != nil }) else {
      throw failure("'\(field)' must be a list of texts")
    }
    return elements.compactMap(\.string)
  }

  func origins(in fields: FlowValue) throws(Problem) -> Set<Origin>? {
    guard fields["origins"] != nil else { return nil }
    var origins: Set<Origin> = []
    for text in try strings("origins", in: fields) {
      guard let origin = Origin(url: text) else {
        throw failure("'\(text)' among its origins is not an http or https URL")
      }
      origins.insert(origin)
    }
    return origins
  }
}
