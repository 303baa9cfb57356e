package import FlowValue

extension HTTPEffect {
  /// Reads what a script gave to `flow.http`.
  /// - Throws: a validation problem that names the field.
  package init(_ value: FlowValue) throws(Problem) {
    let fields = try HTTPEffectFields(value)
    method = try fields.method()
    url = try fields.required("url")
    query = try fields.query()
    headers = try fields.pairs("headers")
    body = try fields.body()
    authentication = try fields.authentication()
    secrets = try fields.secrets()
    isWrite = try fields.bool("write") ?? !["GET", "HEAD", "OPTIONS"].contains(method)
    idempotencyHeader = try fields.string("idempotencyHeader")
    correlationHeader = try fields.string("correlationHeader")
    timeoutMilliseconds = try fields.timeout()
    redirect = try fields.bool("redirect") ?? false
  }
}

/// The members of a request with what is said when one is wrong.
private struct HTTPEffectFields {
  let members: FlowObject

  static let names = HostTables.sentFields

  init(_ value: FlowValue) throws(Problem) {
    guard let members = value.object else {
      throw ProblemType.validation.problem(
        "an HTTP request must be an object, not \(value.typeName)")
    }
    self.members = members
    if let unknown = members.keys.first(where: { !Self.names.contains($0) }) {
      throw failure(unknown, "is unknown; there are \(Self.names.joined(separator: ", "))")
    }
  }

  func failure(_ field: String, _ what: String) -> Problem {
    ProblemType.validation.problem(
      "HTTP request: '\(field)' \(what)", members: ["field": .string(field)])
  }

  func string(_ field: String) throws(Problem) -> String? {
    guard let value = present(field) else { return nil }
    guard let text = value.string else {
      throw failure(field, "must be a string, not \(value.typeName)")
    }
    return text
  }

  func required(_ field: String) throws(Problem) -> String {
    guard let text = try string(field), !text.isEmpty else { throw failure(field, "is missing") }
    return text
  }

  func bool(_ field: String) throws(Problem) -> Bool? {
    guard let value = present(field) else { return nil }
    guard let truth = value.bool else {
      throw failure(field, "must be true or false, not \(value.typeName)")
    }
    return truth
  }

  func method() throws(Problem) -> String {
    let method = try string("method")?.uppercased() ?? "GET"
    guard method.wholeMatch(of: /[A-Z]{1,20}/) != nil, !["CONNECT", "TRACE"].contains(method)
    else { throw failure("method", "must be a method such as GET or POST") }
    return method
  }

  func pairs(_ field: String) throws(Problem) -> [(name: String, value: SecretText)] {
    var pairs: [(name: String, value: SecretText)] = []
    for (name, value) in try object(field) where value != .null {
      guard let text = SecretText(value) else {
        throw failure("\(field).\(name)", "must be a text, a secret or { prefix, secret }")
      }
      pairs.append((name, text))
    }
    return pairs
  }

  func query() throws(Problem) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    for (name, value) in try object("query") {
      for element in value.array ?? [value] where element != .null {
        // URLs are logged everywhere, so no secret goes there.
        guard case .plain(let text)? = SecretText(element) else {
          throw failure("query.\(name)", "must be a text or a list of texts, and no secret")
        }
        query.append((name, text))
      }
    }
    return query
  }

  func body() throws(Problem) -> HTTPEffect.Body {
    let given = ["body", "form", "text"].filter { members[$0] != nil }
    if given.count > 1 { throw failure(given[1], "cannot stand beside '\(given[0])'") }
    if let body = members["body"] { return .json(body) }
    if members["form"] != nil { return .form(try pairs("form")) }
    return try string("text").map { .text($0) } ?? .none
  }

  func authentication() throws(Problem) -> FlowValue? {
    guard let value = present("authentication") else { return nil }
    switch value {
    case .string, .object: return value
    default: throw failure("authentication", "must be a name or an object")
    }
  }

  func secrets() throws(Problem) -> [(path: String, name: String)] {
    var secrets: [(path: String, name: String)] = []
    for (path, value) in try object("secrets") {
      guard let name = value.string, name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil
      else { throw failure("secrets.\(path)", "must be a name of letters, digits and . _ -") }
      guard !path.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
        throw failure("secrets.\(path)", "must be a dotted path such as 'user.password'")
      }
      secrets.append((path, name))
    }
    return secrets
  }

  func timeout() throws(Problem) -> Int64 {
    guard let text = try string("timeout") else { return 100_000 }
    let pattern =
      /P(?:(\d{1,3})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,3})?)S)?)?/
    guard let match = text.wholeMatch(of: pattern)?.output else {
      throw failure("timeout", "must be an ISO 8601 duration such as 'PT30S'")
    }
    let parts = [match.1, match.2, match.3, match.4].map { $0.flatMap { Double($0) } ?? 0 }
    let seconds = ((parts[0] * 24 + parts[1]) * 60 + parts[2]) * 60 + parts[3]
    guard seconds > 0, seconds <= 3600 else {
      throw failure("timeout", "must be more than nothing and at most an hour")
    }
    return Int64((seconds * 1000).rounded())
  }

  private func object(_ field: String) throws(Problem) -> FlowObject {
    guard let value = present(field) else { return [:] }
    guard let object = value.object else {
      throw failure(field, "must be an object, not \(value.typeName)")
    }
    return object
  }

  private func present(_ field: String) -> FlowValue? {
    members[field].flatMap { $0 == .null ? nil : $0 }
  }
}
