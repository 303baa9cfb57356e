import FlowValue
package import Logging

/// Gets, keeps and renews access tokens. They live in memory only.
package actor OAuth2Client {
  private typealias Renewal = _Concurrency.Task<OAuth2Token, any Error>

  private let transport: any HTTPTransport
  private let secrets: SecretStore
  private let now: @Sendable () -> Timestamp
  private let log: Logger
  private var tokens: [String: OAuth2Token] = [:]
  private var renewals: [String: Renewal] = [:]
  /// The latest renewal with a refresh token: the next waits for it, since it may rotate the token.
  private var latest: [String: Renewal] = [:]
  /// Takes out every secret text that this client has held: what answers must not show.
  private(set) var redactor = Redactor()

  /// A client that asks token endpoints through `transport`.
  package init(
    transport: any HTTPTransport, secrets: SecretStore, now: @escaping @Sendable () -> Timestamp,
    log: Logger
  ) {
    self.transport = transport
    self.secrets = secrets
    self.now = now
    self.log = log
  }

  /// A token that is good for at least five minutes and is not the one just refused.
  ///
  /// Callers that come while a token is being fetched wait for that one.
  func token(
    _ credential: OAuth2Credential, refused: String? = nil
  ) async throws(EffectFailure) -> String {
    let key = credential.key
    if let token = tokens[key], token.accessToken != refused, now() < token.renewAt {
      return token.accessToken
    }
    let renewal = renewals[key] ?? start(credential, key: key)
    do {
      return try await renewal.value.accessToken
    } catch let failure as EffectFailure {
      throw failure
    } catch {
      throw .problem(TokenEndpointError.unavailable(credential, "\(error)"))
    }
  }

  /// Forgets the token of a credential: the next one is fetched by the refresh token of that time.
  func forget(_ credential: OAuth2Credential) { tokens[credential.key] = nil }

  /// In a task of its own: a cancelled caller must not lose a refresh token that has been replaced.
  private func start(_ credential: OAuth2Credential, key: String) -> Renewal {
    let shared = credential.refreshToken ?? key
    let previous = latest[shared]
    let renewal = Renewal {
      defer { renewals[key] = nil }
      _ = await previous?.result
      let token = try await fetch(credential)
      tokens[key] = token
      return token
    }
    renewals[key] = renewal
    latest[shared] = renewal
    return renewal
  }

  private func fetch(_ credential: OAuth2Credential) async throws(EffectFailure) -> OAuth2Token {
    let first = try await refreshToken(of: credential)
    let response = try await ask(credential, refreshToken: first)
    if let token = OAuth2Token(response, now: now()) {
      return try await keep(token, credential: credential)
    }
    let refusal = TokenEndpointError(response, credential: credential)
    // Another process may have rotated the refresh token since it was read.
    let second = try await refreshToken(of: credential)
    guard refusal.isGrantRefused, second != first else { throw failure(refusal) }
    let repeated = try await ask(credential, refreshToken: second)
    guard let token = OAuth2Token(repeated, now: now()) else {
      throw failure(TokenEndpointError(repeated, credential: credential))
    }
    return try await keep(token, credential: credential)
  }

  private func failure(_ error: TokenEndpointError) -> EffectFailure {
    .problem(redactor.redact(error.problem))
  }

  private func refreshToken(
    of credential: OAuth2Credential
  ) async throws(EffectFailure) -> String? {
    guard credential.grant == .refreshToken, let name = credential.refreshToken else { return nil }
    return try await resolve(name, credential)
  }

  private func resolve(
    _ name: String, _ credential: OAuth2Credential
  ) async throws(EffectFailure) -> String {
    let resolver = SecretResolver(store: secrets)
    let text = try await resolver.text(name, for: credential.tokenOrigin)
    redactor.insert(text)
    return text
  }

  private func ask(
    _ credential: OAuth2Credential, refreshToken: String?
  ) async throws(EffectFailure) -> HTTPResponse {
    var fields = credential.fields
    if let name = credential.clientSecret {
      fields.append(("client_secret", try await resolve(name, credential)))
    }
    if let refreshToken { fields.append(("refresh_token", refreshToken)) }
    var request = HTTPRequest(
      method: "POST", url: credential.tokenURL,
      headers: [
        ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
      ],
      body: Array(FormEncoding.encoded(fields).utf8), timeoutMilliseconds: 30_000)
    request.outlivesCancellation = true
    log.debug("token request", metadata: ["authentication": "\(credential.name)"])
    do throws(TransportFailure) { return try await transport.send(request) } catch {
      switch error {
      case .notSent(let reason), .lost(let reason):
        throw .problem(TokenEndpointError.unavailable(credential, reason))
      }
    }
  }

  /// The rotated refresh token is durable before anybody sees the access token.
  private func keep(
    _ token: OAuth2Token, credential: OAuth2Credential
  ) async throws(EffectFailure) -> OAuth2Token {
    redactor.insert(token.accessToken)
    guard let rotated = token.refreshToken, let name = credential.refreshToken else { return token }
    redactor.insert(rotated)
    do throws(SecretStoreError) {
      guard let seed = try await secrets.seed(of: name) else { return token }
      if try await secrets.get(name)?.text != rotated {
        try await secrets.rotate(name, from: seed, to: rotated)
      }
    } catch {
      throw .store(error)
    }
    return token
  }
}
