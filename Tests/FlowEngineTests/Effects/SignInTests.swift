import FlowValue
import Foundation
import Testing

@testable import FlowEngine

@Suite struct `A sign-in` {
  /// Answers what the test says, in its order, and keeps what it was asked.
  private actor Script: HTTPTransport {
    private var answers: [HTTPResponse]
    private(set) var forms: [[String: String]] = []

    init(_ answers: [HTTPResponse]) { self.answers = answers }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
      let fields = FormEncoding.decoded(String(decoding: request.body ?? [], as: UTF8.self))
      forms.append(Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
      guard !answers.isEmpty else { throw .lost("the line went dead") }
      return answers.removeFirst()
    }
  }

  private static let start = Timestamp(milliseconds: 1_772_355_600_000)
  private static let code: HTTPResponse = .json([
    "device_code": "device-1", "user_code": "ABCD", "verification_uri": "https://login.example/d",
    "expires_in": 60, "interval": 5, "message": "Type it.",
  ])
  private static let token: HTTPResponse = .json([
    "access_token": "opaque", "refresh_token": "refresh-1", "expires_in": 3599,
  ])

  private static func refusal(_ error: String) -> HTTPResponse {
    .json(["error": .string(error), "error_description": "X"], status: 400)
  }

  private func signIn(
    _ script: Script, secrets: SecretStore, moment: Shared<Timestamp> = Shared(start)
  ) async throws -> SignIn {
    await secrets.seeded("client", text: "client-s3cret", origins: ["https://login.example"])
    let value: FlowValue = [
      "authority": "https://login.example", "grant": "refresh_token",
      "client": ["id": "me", "secret": "client"], "refreshToken": "refresh",
      "signIn": [
        "authorization": "/authorize", "deviceAuthorization": "/device", "token": "/token",
        "scopes": ["a", "offline_access"], "parameters": ["prompt": "login"],
      ],
    ]
    let credential = try OAuth2Credential(value, reader: AuthenticationReader(name: "user"))
    let world = World(
      now: { moment.value }, sleep: { until in moment.change { $0 = max($0, until) } },
      randomBytes: { Array(repeating: 7, count: $0) })
    return SignIn(
      name: "shop/user", credential: credential, offer: try #require(credential.signIn),
      transport: script, secrets: secrets, world: world, isSimulated: false)
  }

  @Test func `by a code waits for the person, more slowly when told to, and keeps the token`()
    async throws
  {
    let secrets = SecretStore(home: nil, now: { Self.start })
    let script = Script([
      Self.code, Self.refusal("authorization_pending"), Self.refusal("slow_down"), Self.token,
    ])
    let moment = Shared(Self.start)
    let signIn = try await signIn(script, secrets: secrets, moment: moment)
    let code = try await signIn.deviceCode()
    #expect(code.userCode == "ABCD" && code.url == "https://login.example/d")
    #expect(code.message == "Type it." && code.expiresAt.description == "2026-03-01T09:01:00Z")
    let success = try await signIn.token(for: code)
    #expect(success.claims == nil || success.claims?.user == nil)
    // 5 s, 5 s, and 10 s after the server wanted it slower.
    #expect(moment.value.milliseconds - Self.start.milliseconds == 20_000)
    let kept = try #require(try await secrets.get("refresh"))
    #expect(kept.text == "refresh-1" && kept.origins == ["https://login.example"])
    let forms = await script.forms
    #expect(forms[0] == ["client_id": "me", "scope": "a offline_access"])
    #expect(
      forms[3] == [
        "client_id": "me", "client_secret": "client-s3cret", "device_code": "device-1",
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
      ])
  }

  @Test(arguments: [
    ("authorization_declined", "declined"), ("access_denied", "declined"),
    ("expired_token", "in time"), ("invalid_client", "set the secret 'client' anew"),
  ])
  func `that is refused says why, and keeps nothing`(error: String, said: String) async throws {
    let secrets = SecretStore(home: nil, now: { Self.start })
    let signIn = try await signIn(
      Script([Self.code, Self.refusal(error)]), secrets: secrets)
    let code = try await signIn.deviceCode()
    let refusal = await #expect(throws: SignInRefusal.self) { try await signIn.token(for: code) }
    #expect(refusal?.description.contains(said) == true)
    #expect(try await secrets.get("refresh") == nil)
  }

  @Test func `that nobody makes ends with its code, through lost answers and busy servers`()
    async throws
  {
    let secrets = SecretStore(home: nil, now: { Self.start })
    let moment = Shared(Self.start)
    let signIn = try await signIn(
      Script([Self.code, .json([:], status: 503), Self.refusal("authorization_pending")]),
      secrets: secrets, moment: moment)
    let code = try await signIn.deviceCode()
    let refusal = await #expect(throws: SignInRefusal.self) { try await signIn.token(for: code) }
    #expect(refusal?.description == "nobody signed in in time")
    #expect(moment.value >= code.expiresAt)
  }

  @Test func `without a refresh token in the answer is no sign-in`() async throws {
    let secrets = SecretStore(home: nil, now: { Self.start })
    let signIn = try await signIn(
      Script([Self.code, .json(["access_token": "opaque"])]), secrets: secrets)
    let code = try await signIn.deviceCode()
    let refusal = await #expect(throws: SignInRefusal.self) { try await signIn.token(for: code) }
    #expect(refusal?.description.contains("no refresh token") == true)
  }

  @Test func `takes the place of a token from outside until that changes`() async throws {
    let secrets = SecretStore(home: nil, now: { Self.start })
    await secrets.seeded("refresh", text: "from outside", origins: ["https://login.example"])
    let signIn = try await signIn(Script([Self.code, Self.token]), secrets: secrets)
    let success = try await signIn.token(for: try await signIn.deviceCode())
    #expect(success.isProvidedElsewhere)
    #expect(try await secrets.get("refresh")?.text == "refresh-1")
    await secrets.seeded("refresh", text: "another", origins: ["https://login.example"])
    #expect(try await secrets.get("refresh")?.text == "another")
  }

  @Test func `by a browser proves that whoever comes back is who was sent`() async throws {
    let secrets = SecretStore(home: nil, now: { Self.start })
    let script = Script([Self.token])
    let signIn = try await signIn(script, secrets: secrets)
    let request = try signIn.browserRequest(redirect: "http://localhost:8080")
    let url = try #require(URLComponents(string: request.url))
    let query = Dictionary(
      (url.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    #expect(url.path == "/authorize" && query["response_type"] == "code")
    #expect(query["redirect_uri"] == "http://localhost:8080" && query["prompt"] == "login")
    #expect(query["code_challenge_method"] == "S256")
    let state = query["state"] ?? ""
    guard case .foreign = signIn.redirect("http://localhost:8080/?code=c&state=no", of: request)
    else { throw UnexpectedShape() }
    guard
      case .refused(let refusal) = signIn.redirect(
        "http://localhost:8080/?error=access_denied&state=\(state)", of: request)
    else { throw UnexpectedShape() }
    #expect(refusal.description == "the sign-in was declined")
    guard
      case .code(let code) = signIn.redirect(
        "http://localhost:8080/?code=a%2Bb&state=\(state)", of: request)
    else { throw UnexpectedShape() }
    _ = try await signIn.token(for: code, of: request)
    let form = await script.forms[0]
    #expect(form["grant_type"] == "authorization_code" && form["code"] == "a+b")
    #expect(form["redirect_uri"] == "http://localhost:8080")
    #expect(form["code_verifier"]?.count == 43 && form["client_secret"] == "client-s3cret")
    #expect(try await secrets.get("refresh")?.text == "refresh-1")
  }

  @Test func `is declared by a plugin: a workflow that does is refused`() {
    let error = #expect(throws: DefinitionError.self) {
      try read(
        """
        document: { dsl: 1.0.3, namespace: tests, name: a, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          secrets: [ seed ]
          authentications:
            user:
              oauth2:
                authority: https://login.example
                grant: refresh_token
                client: { id: me }
                refreshToken: seed
                signIn: { authorization: /authorize }
        do: [ { a: { set: { n: 1 } } } ]
        """)
    }
    #expect(error?.diagnostics.map(\.code.id) == ["FE0104"])
    #expect(error?.description.contains("declare the authentication in a plugin") == true)
  }

  @Test func `reads what a token says of itself`() throws {
    func token(_ payload: String) -> String {
      let text = Data(payload.utf8).base64EncodedString().replacing("+", with: "-")
        .replacing("/", with: "_").replacing("=", with: "")
      return "eyJhbGciOiJub25lIn0.\(text).x"
    }
    let claims = try #require(TokenClaims(token(#"{"upn":"élise@a.example","amr":["pwd","mfa"]}"#)))
    #expect(claims.user == "élise@a.example" && claims.methods == ["pwd", "mfa"])
    #expect(TokenClaims(token(#"{"aud":"x"}"#))?.methods == nil)
    for opaque in ["sandbox-access.abc", "a.b.c", "a..c", token("[1]"), ""] {
      #expect(TokenClaims(opaque) == nil, "\(opaque)")
    }
  }
}
