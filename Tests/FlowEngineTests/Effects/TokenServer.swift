import FlowValue

@testable import FlowEngine

/// A token endpoint and a resource behind it, on one origin.
final class TokenServer: Sendable {
  /// Forms that the token endpoint got.
  let forms = Shared<[[String: String]]>([])
  /// What the token endpoint answers instead of a token.
  let refusal = Shared<HTTPResponse?>(nil)
  /// What the resource answers instead of what the token deserves.
  let resourceAnswer = Shared<HTTPResponse?>(nil)
  /// Access tokens that the resource takes.
  let accepted = Shared<Set<String>>([])
  /// `expires_in` of the tokens.
  let lifetime = Shared<FlowValue>("3600")
  let rotates = Shared(false)
  /// Runs while the token endpoint thinks.
  let onGrant = Shared<@Sendable () async -> Void>({})

  func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.url.hasSuffix("/token") else { return resource(request) }
    await onGrant.value()
    return grant(request)
  }

  private func grant(_ request: HTTPRequest) -> HTTPResponse {
    let fields = FormEncoding.decoded(String(decoding: request.body ?? [], as: UTF8.self))
    let number = forms.change { forms in
      forms.append(Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
      return forms.count
    }
    if let refusal = refusal.value { return refusal }
    let token = "access-token-\(number)"
    accepted.change { $0 = [token] }
    var body: FlowValue = [
      "token_type": "Bearer", "expires_in": lifetime.value, "access_token": .string(token),
    ]
    if rotates.value { body["refresh_token"] = .string("refresh-token-\(number)") }
    return .json(body)
  }

  private func resource(_ request: HTTPRequest) -> HTTPResponse {
    if let answer = resourceAnswer.value { return answer }
    let token = (request.header("authorization") ?? "").dropFirst("Bearer ".count)
    return accepted.value.contains(String(token)) ? .json(["ok": true]) : .json([:], status: 401)
  }
}

extension HTTPBench {
  /// A context with the authentication `me`, and its secrets set.
  func authenticated(
    grant: String = "refresh_token", changing: (inout FlowValue) -> Void = { _ in }
  ) async -> HTTPContext {
    await secrets.seeded("client-secret", text: "client-s3cret", origins: [origin])
    await secrets.seeded("refresh", text: "refresh-token-0", origins: [origin])
    var oauth2: FlowValue = [
      "authority": .string(origin + "/"), "endpoints": ["token": "/org/token"],
      "grant": .string(grant), "client": ["id": "client-1", "secret": "client-secret"],
      "scopes": ["openid", "mail"], "parameters": ["resource": "https://api.example"],
      "origins": [.string(origin)],
      "consent": ["codes": ["900421"], "reasons": ["MFA required"]],
    ]
    if grant == "refresh_token" { oauth2["refreshToken"] = "refresh" }
    changing(&oauth2)
    return context(authentications: ["me": ["oauth2": oauth2]])
  }
}

/// Runs `body` with a bench whose server is a token endpoint and a resource.
func withTokenServer<Result: Sendable>(
  _ body: @Sendable (HTTPBench, TokenServer) async throws -> Result
) async throws -> Result {
  let server = TokenServer()
  return try await withBench(answer: { await server.answer($0) }) { try await body($0, server) }
}
