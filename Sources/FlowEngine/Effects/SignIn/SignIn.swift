import Crypto
import FlowValue
import Foundation

/// Lets a person sign in, and keeps the refresh token that comes of it.
package struct SignIn: Sendable {
  /// `plugin/authentication`.
  package let name: String
  let credential: OAuth2Credential
  let offer: SignInOffer
  let transport: any HTTPTransport
  let secrets: SecretStore
  let world: World

  /// Whether a simulator takes the server's place, which no browser can reach.
  let isSimulated: Bool

  /// Whether the person can be sent to a browser on this machine.
  package var hasBrowser: Bool { offer.authorizationURL != nil && !isSimulated }
  /// Whether the person can type a code on another machine.
  package var hasDeviceCode: Bool { offer.deviceURL != nil }
  /// The secret that the refresh token becomes.
  package var secret: String { credential.refreshToken ?? "" }

  /// What a token endpoint gave: the refresh token is in the store already.
  package struct Success: Sendable {
    /// What the access token says of the sign-in, if it can be read.
    package let claims: TokenClaims?
    /// Whether the secret also comes from outside of the store; this one takes its place.
    package let isProvidedElsewhere: Bool
  }

  /// Sends a form without the person's part in it.
  func post(
    _ fields: [(name: String, value: String)], to url: String
  ) async throws(TransportFailure) -> HTTPResponse {
    try await transport.send(
      HTTPRequest(
        method: "POST", url: url,
        headers: [
          ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
        ],
        body: Array(FormEncoding.encoded(fields).utf8), timeoutMilliseconds: 30_000))
  }

  /// The fields of a token request, with which a client that has a secret proves itself
  /// (RFC 6749, 3.2.1; RFC 8628, 3.4).
  func tokenFields(_ fields: [(name: String, value: String)]) async throws -> [(
    name: String, value: String
  )] {
    let client = [(name: "client_id", value: credential.clientID)]
    guard let name = credential.clientSecret else { return client + fields }
    do throws(EffectFailure) {
      let text = try await SecretResolver(store: secrets).text(name, for: credential.tokenOrigin)
      return client + [("client_secret", text)] + fields
    } catch {
      switch error {
      case .problem(let problem): throw EngineError.usage(problem.detail ?? problem.title)
      case .store(let error): throw EngineError(error)
      }
    }
  }

  /// Stores the refresh token of an answer; `nil` if the answer holds no token.
  ///
  /// One that comes from outside of the store is replaced for as long as it stays the same there.
  func keep(_ response: HTTPResponse) async throws -> Success? {
    guard let token = OAuth2Token(response, now: world.now()) else { return nil }
    guard let refreshToken = token.refreshToken else {
      throw SignInRefusal(
        "\(credential.tokenOrigin) gave an access token and no refresh token",
        hint: "let the 'scopes' of its sign-in name what makes the server give one")
    }
    let provided = await secrets.provided(secret)
    do throws(SecretStoreError) {
      if let provided {
        try await secrets.rotate(secret, from: provided, to: refreshToken)
      } else {
        try await secrets.set(
          secret, text: refreshToken, origins: [credential.tokenOrigin.description])
      }
    } catch {
      throw EngineError(error)
    }
    return Success(
      claims: TokenClaims(token.accessToken), isProvidedElsewhere: provided != nil)
  }

  /// What an answer without a token means to whoever is signing in.
  func refusal(_ response: HTTPResponse) -> SignInRefusal {
    let answer = TokenEndpointError(response, credential: credential)
    switch answer.error {
    case "authorization_declined", "access_denied":
      return SignInRefusal("the sign-in was declined", hint: "start it again to try once more")
    case "expired_token":
      return SignInRefusal("nobody signed in in time", hint: "start it again for a new code")
    default: return SignInRefusal(answer.problem.detail ?? answer.problem.title)
    }
  }

  func unreachable(_ failure: TransportFailure) -> EngineError {
    switch failure {
    case .notSent(let reason), .lost(let reason): .environment(reason)
    }
  }
}

/// Why a sign-in came to nothing: nothing was stored.
package struct SignInRefusal: Error, Sendable, CustomStringConvertible {
  package let description: String
  package let hint: String?

  package init(_ description: String, hint: String? = nil) {
    self.description = description
    self.hint = hint
  }
}
