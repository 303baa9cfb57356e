import FlowValue

/// How a person can sign in for a credential: the `signIn` of its `oauth2`.
struct SignInOffer: Sendable {
  /// Where a browser is sent (RFC 6749, 4.1).
  let authorizationURL: String?
  /// Where a code for another device comes from (RFC 8628).
  let deviceURL: String?
  /// Where either is exchanged for tokens.
  let tokenURL: String
  let scopes: [String]
  /// What else the browser takes along, such as `prompt`.
  let parameters: [(name: String, value: String)]

  /// Reads `{ authorization, deviceAuthorization, token, scopes, parameters }`.
  ///
  /// Settings are in place in it, and its paths stand below `base`, the authority without a slash at
  /// its end. Where it has no token endpoint, the credential's own is meant.
  init(
    _ value: FlowValue, base: String, tokenURL: String, reader: AuthenticationReader
  ) throws(Problem) {
    func url(_ field: String) -> String? {
      value[field]?.string.map { base + ($0.hasPrefix("/") ? $0 : "/" + $0) }
    }
    authorizationURL = url("authorization")
    deviceURL = url("deviceAuthorization")
    self.tokenURL = url("token") ?? tokenURL
    scopes = try reader.strings("scopes", in: value)
    var parameters: [(name: String, value: String)] = []
    for (name, parameter) in value["parameters"]?.object ?? [:] {
      guard let text = parameter.string else {
        throw reader.failure("'signIn.parameters.\(name)' must be a text")
      }
      parameters.append((name, text))
    }
    self.parameters = parameters
    for url in [authorizationURL, deviceURL, self.tokenURL].compactMap(\.self) {
      guard Origin(url: url)?.isConnectable == true, !url.contains("{") else {
        throw reader.failure(
          "'\(url)' cannot be an endpoint of its sign-in: an https URL is needed")
      }
    }
  }
}
