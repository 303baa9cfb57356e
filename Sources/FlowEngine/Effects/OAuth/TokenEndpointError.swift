import FlowValue

/// An answer of a token endpoint without a token (RFC 6749, 5.2), and what it means for a run.
struct TokenEndpointError {
  let credential: OAuth2Credential
  let status: Int
  let error: String
  let description: String
  let codes: FlowValue

  init(_ response: HTTPResponse, credential: OAuth2Credential) {
    self.credential = credential
    let body = (try? FlowValue(json: response.body)) ?? .null
    status = response.status
    error = body["error"]?.string ?? ""
    let text = body["error_description"]?.string ?? ""
    description = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    codes = body["error_codes"] ?? []
  }

  /// Whether another refresh token could be the answer.
  var isGrantRefused: Bool { error == "invalid_grant" }

  var problem: Problem {
    let name = credential.name
    if status == 429 || status == 408 || status >= 500 || error == "temporarily_unavailable" {
      return Self.unavailable(credential, "it answered \(status) \(error)")
    }
    switch error {
    case "consent_required":
      return make(
        .consentRequired,
        "nobody has consented to what the client of '\(name)' asks for: let an administrator do so"
          + " where the client is registered, then sign in again")
    case "invalid_grant", "interaction_required", "login_required":
      let token = credential.refreshToken.map { ", and set the secret '\($0)' anew" } ?? ""
      return make(.consentRequired, "a person has to sign in again for '\(name)'\(token)")
    case "invalid_client":
      let secret = credential.clientSecret ?? "client.secret"
      return make(
        .authentication,
        "the client id or its secret is wrong or has expired: check the client id of '\(name)' and"
          + " set the secret '\(secret)' anew")
    case "unauthorized_client":
      return make(
        .authentication,
        "the client of '\(name)' may not use the grant \(credential.grant.rawValue): allow it where"
          + " the client is registered")
    case "invalid_resource", "invalid_scope", "invalid_target":
      return make(.configuration, "check the scopes, audiences and parameters of '\(name)'")
    case "invalid_request", "unsupported_grant_type":
      return make(.configuration, "check the settings of '\(name)'")
    default:
      return make(
        .authentication, "\(credential.tokenOrigin) gave '\(name)' no token and no reason")
    }
  }

  /// Nothing has been sent to where the run wanted to go, so it may simply try again later.
  static func unavailable(_ credential: OAuth2Credential, _ reason: String) -> Problem {
    var problem = ProblemType.communication.problem(
      "no token for '\(credential.name)' from \(credential.tokenOrigin): \(reason)",
      members: ["authentication": .string(credential.name)])
    problem.status = 503
    return problem
  }

  private func make(_ type: ProblemType, _ what: String) -> Problem {
    let told = [error, description].filter { !$0.isEmpty }.joined(separator: ": ")
    return type.problem(
      told.isEmpty ? "\(what) (status \(status))" : "\(what) (\(told))",
      members: [
        "authentication": .string(credential.name), "error": .string(error), "error_codes": codes,
      ])
  }
}
