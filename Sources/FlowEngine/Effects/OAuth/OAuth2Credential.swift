import FlowValue

/// An `oauth2` object of the standard, with our `refreshToken`, `parameters`, `origins`, `consent`,
/// `signIn`.
struct OAuth2Credential: Sendable {
  enum Grant: String, Sendable {
    case refreshToken = "refresh_token"
    case clientCredentials = "client_credentials"
  }

  let name: String
  /// Where tokens come from, and its origin.
  let tokenURL: String
  let tokenOrigin: Origin
  let grant: Grant
  let clientID: String
  /// The name of the secret that holds the client's secret.
  let clientSecret: String?
  /// The name of the secret that holds the first refresh token.
  let refreshToken: String?
  /// How a person signs in for it, if it says.
  let signIn: SignInOffer?
  /// The form fields that are no secrets.
  let fields: [(name: String, value: String)]

  /// What the token depends on: equal keys share one token.
  var key: String {
    let secrets = [("client", clientSecret ?? ""), ("refresh", refreshToken ?? "")]
    return FormEncoding.encoded([("url", tokenURL)] + secrets + fields)
  }

  init(_ value: FlowValue, reader: AuthenticationReader) throws(Problem) {
    name = reader.name
    let path = value["endpoints"]?["token"]?.string ?? "/oauth2/token"
    let authority = try reader.string("authority", in: value)
    let base = authority.hasSuffix("/") ? String(authority.dropLast()) : authority
    let url = base + (path.hasPrefix("/") ? path : "/" + path)
    tokenURL = url
    guard let origin = Origin(url: url), origin.isConnectable, !url.contains("{") else {
      throw reader.failure("'\(url)' cannot be its token endpoint: an https URL is needed")
    }
    tokenOrigin = origin
    guard let grant = value["grant"]?.string.flatMap({ Grant(rawValue: $0) }) else {
      throw reader.failure("'grant' must be refresh_token or client_credentials")
    }
    self.grant = grant
    let client = value["client"] ?? .null
    clientID = try reader.string("id", in: client)
    clientSecret = try reader.optionalSecret("secret", in: client)
    refreshToken = try reader.optionalSecret("refreshToken", in: value)
    if grant == .refreshToken && refreshToken == nil {
      throw reader.failure("'refreshToken' must name the secret that holds the refresh token")
    }
    if grant == .clientCredentials && clientSecret == nil {
      throw reader.failure("'client.secret' must name the secret that holds the client's secret")
    }
    signIn = try value["signIn"].map { offer throws(Problem) in
      try SignInOffer(offer, base: base, tokenURL: url, reader: reader)
    }
    fields = try Self.fields(value, grant: grant, clientID: clientID, reader: reader)
  }

  private static func fields(
    _ value: FlowValue, grant: Grant, clientID: String, reader: AuthenticationReader
  ) throws(Problem) -> [(name: String, value: String)] {
    var fields = [(name: "grant_type", value: grant.rawValue), ("client_id", clientID)]
    let scopes = try reader.strings("scopes", in: value)
    if !scopes.isEmpty { fields.append(("scope", scopes.joined(separator: " "))) }
    fields += try reader.strings("audiences", in: value).map { ("audience", $0) }
    for (name, parameter) in value["parameters"]?.object ?? [:] {
      guard let text = parameter.string else {
        throw reader.failure("'parameters.\(name)' must be a text")
      }
      fields.append((name, text))
    }
    return fields
  }
}
