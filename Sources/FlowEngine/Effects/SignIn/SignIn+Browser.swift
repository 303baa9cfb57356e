import Crypto
import FlowValue
import Foundation

/// Signing in with a browser that comes back to this machine (RFC 6749, 4.1; RFC 8252; RFC 7636).
extension SignIn {
  /// What to open, and what has to come back.
  package struct BrowserRequest: Sendable {
    /// What to open.
    package let url: String
    fileprivate let redirect: String
    fileprivate let state: String
    fileprivate let verifier: String
  }

  /// What came back: the query of the redirect.
  package enum Redirect: Sendable {
    /// It is not the answer to this request.
    case foreign
    case code(String)
    case refused(SignInRefusal)
  }

  /// Prepares a sign-in from which the browser comes back to `redirect`, as that is registered.
  package func browserRequest(redirect: String) throws -> BrowserRequest {
    guard let url = offer.authorizationURL else {
      throw EngineError.usage(
        "\(name) declares no sign-in by a browser.", hint: "use --device for a code")
    }
    let state = Self.urlSafe(world.randomBytes(16))
    let verifier = Self.urlSafe(world.randomBytes(32))
    let challenge = Self.urlSafe(Array(SHA256.hash(data: Array(verifier.utf8))))
    let query = FormEncoding.encoded(
      [
        ("client_id", credential.clientID), ("response_type", "code"), ("redirect_uri", redirect),
        ("scope", offer.scopes.joined(separator: " ")), ("state", state),
        ("code_challenge", challenge), ("code_challenge_method", "S256"),
      ] + offer.parameters)
    return BrowserRequest(
      url: "\(url)?\(query)", redirect: redirect, state: state, verifier: verifier)
  }

  /// Reads what the browser came back with.
  package func redirect(_ url: String, of request: BrowserRequest) -> Redirect {
    let query = URLComponents(string: url)?.percentEncodedQuery ?? ""
    let fields = Dictionary(
      FormEncoding.decoded(query).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    guard fields["state"] == request.state else { return .foreign }
    if let code = fields["code"] { return .code(code) }
    let body: FlowValue = [
      "error": .string(fields["error"] ?? ""),
      "error_description": .string(fields["error_description"] ?? ""),
    ]
    return .refused(refusal(HTTPResponse(status: 400, body: Array(body.json.utf8))))
  }

  /// Exchanges the code for tokens.
  ///
  /// - Throws: `SignInRefusal` if the server refuses it, `EngineError` if it cannot be reached.
  package func token(for code: String, of request: BrowserRequest) async throws -> Success {
    let fields = try await tokenFields([
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", request.redirect),
      ("code_verifier", request.verifier), ("scope", offer.scopes.joined(separator: " ")),
    ])
    let response: HTTPResponse
    do throws(TransportFailure) {
      response = try await post(fields, to: offer.tokenURL)
    } catch {
      throw unreachable(error)
    }
    guard let success = try await keep(response) else { throw refusal(response) }
    return success
  }

  private static func urlSafe(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
