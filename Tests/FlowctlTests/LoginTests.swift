import FlowEngine
import FlowValue
import Foundation
import Logging
import Testing

/// Signing in against the sandbox behind a real socket.
@Suite(.timeLimit(.minutes(15))) struct `flowctl login` {
  private static let variable = "FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN"

  /// Holds the first poll for a token back until the person has acted.
  private static func poll() -> Gate {
    Gate { request in
      let form = String(decoding: request.body ?? [], as: UTF8.self)
      return request.url.hasSuffix("/oauth2/v2.0/token") && form.contains("device_code")
    }
  }

  /// Starts to sign in by a code, lets the person act on it, and waits for the end.
  private static func signIn(
    _ world: SandboxWorld, _ gate: Gate, acting action: [String]
  ) async throws -> Flowctl.Result {
    let login = try world.flowctl.start(
      ["login", "--device", "--config", "socket.yaml"], isHeard: true)
    let printed = try await login.output(containing: "good until")
    let code = try #require(printed.firstMatch(of: /signIn ([0-9A-F]+)/)).1
    await gate.reached()
    let acted = try await world.play([action[0], String(code)] + action.dropFirst())
    #expect(acted.status == 0, "\(acted.error)")
    gate.open()
    return try await login.finish()
  }

  @Test func `by a code keeps a token with which a run that waits for a sign-in goes on`()
    async throws
  {
    let gate = Self.poll()
    try await SandboxWorld.serving(environment: [Self.variable: ""], observer: gate.hold) { world in
      try await world.store(try #require(world.secrets.last) + ":revoked")
      #expect(try await world.attest().finish().status == 3)
      let result = try await Self.signIn(world, gate, acting: ["signIn"])
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("kept as the secret partner-center/refreshToken"))
      let answered = try await world.flowctl.run(
        "answer", "attest", "--set", "signedIn=true", "--config", "socket.yaml", "--output", "json")
      #expect(answered.status == 0, "\(answered.error)")
      let report = try FlowValue(json: answered.output)
      #expect(report["output"]?["attestation"]?["status"] == "attested")
    }
  }

  @Test func `that the person declines exits 1 and keeps nothing`() async throws {
    let gate = Self.poll()
    try await SandboxWorld.serving(environment: [Self.variable: ""], observer: gate.hold) { world in
      let result = try await Self.signIn(world, gate, acting: ["decline"])
      #expect(result.status == 1)
      try Snapshot.expect(
        Flowctl.Result(status: result.status, output: "", error: result.error),
        named: "login-declined", in: world.flowctl)
      let kept = try await world.flowctl.run("secret", "list", "--config", "socket.yaml")
      #expect(kept.output.isEmpty)
    }
  }

  private static func browse(_ url: String) async throws -> HTTPResponse {
    let network = NetworkTransport(log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let response = try await network.send(HTTPRequest(method: "GET", url: url))
    try await network.shutdown()
    return response
  }

  @Test(arguments: [true, false])
  func `by a browser takes what it brings back`(isWilling: Bool) async throws {
    try await SandboxWorld.serving(environment: [Self.variable: ""]) { world in
      let login = try world.flowctl.start(
        ["login", "--config", "socket.yaml", "--lang", "fr"], isHeard: true)
      let printed = try await login.output(containing: "prompt=login")
      #expect(printed.contains("multifacteur"))
      let url = String(try #require(printed.firstMatch(of: /http:\S+/)).0)
      let port = try #require(url.firstMatch(of: /localhost%3A(\d+)/)).1
      let foreign = try await Self.browse("http://localhost:\(port)/?code=x&state=y")
      #expect(foreign.status == 404)
      let redirect = try await Self.browse(url + (isWilling ? "" : "&login_hint=nobody"))
      #expect(redirect.status == 302)
      let page = try await Self.browse(try #require(redirect.header("location")))
      #expect(page.status == 200)
      #expect(
        String(decoding: page.body, as: UTF8.self).contains("Vous êtes connecté") == isWilling)
      let result = try await login.finish()
      #expect(result.status == (isWilling ? 0 : 1), "\(result.error)")
      let kept = try await world.flowctl.run("secret", "list", "--config", "socket.yaml")
      #expect(kept.output.isEmpty == !isWilling)
      #expect(result.error.contains("declined") == !isWilling)
    }
  }

  @Test func `by a browser that does not come back ends, and says how to go on`() async throws {
    try await SandboxWorld.serving { world in
      let result = try await world.flowctl.run(
        "login", "--config", "socket.yaml", "--timeout", "PT0S")
      #expect(result.status == 1)
      #expect(result.error.contains("nobody came back from the browser in time (PT0S)"))
      #expect(result.error.contains("hint: start it again, with --device"))
    }
    let wrong = try await Flowctl().run("login", "--timeout", "soon")
    #expect(wrong.status == 2)
    #expect(wrong.error.contains("'soon' is not a duration"))
  }

  /// The challenge of the first verifier: the pair of RFC 7636, appendix B.
  private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

  @Test(arguments: [
    ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", 200),
    ("another-verifier-that-has-at-least-43-chars", 400), ("", 400),
  ])
  func `by a browser is only for whoever began it`(verifier: String, status: Int) async throws {
    try await SandboxWorld.serving { world in
      let login = try world.flowctl.start(["login", "--config", "socket.yaml"], isHeard: true)
      let printed = try await login.output(containing: "prompt=login")
      let url = String(try #require(printed.firstMatch(of: /http:\S+/)).0)
      let other = url.replacing(/code_challenge=[^&]+/, with: "code_challenge=" + Self.challenge)
      let target = try #require(try await Self.browse(other).header("location"))
      let fields = try #require(target.firstMatch(of: /(http:.*)\/?\?.*\bcode=([^&]+)/))
      let answer = try await Self.exchange(
        String(fields.2), for: String(fields.1), verifier: verifier, at: url, world)
      #expect(answer.status == status)
      #expect(
        String(decoding: answer.body, as: UTF8.self).contains("invalid_grant") == (status == 400))
      login.interrupt()
      _ = try await login.finish()
    }
  }

  /// What the token endpoint beside an authorization endpoint gives for a code.
  private static func exchange(
    _ code: String, for redirect: String, verifier: String, at url: String, _ world: SandboxWorld
  ) async throws -> HTTPResponse {
    let endpoint = try #require(url.firstMatch(of: /(http:[^?]+)\/authorize\?/)).1 + "/token"
    let fields = [
      "client_id=cef6d5d4-6a02-502c-8987-85b7cfa00368", "client_secret=\(world.secrets[0])",
      "grant_type=authorization_code", "code=\(code)", "redirect_uri=\(redirect)",
      "code_verifier=\(verifier)",
    ]
    let network = NetworkTransport(log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let response = try await network.send(
      HTTPRequest(
        method: "POST", url: String(endpoint),
        headers: [("Content-Type", "application/x-www-form-urlencoded")],
        body: Array(fields.joined(separator: "&").utf8)))
    try await network.shutdown()
    return response
  }

  @Test func `leaves at Ctrl-C with nothing changed`() async throws {
    try await SandboxWorld.serving(environment: [Self.variable: ""]) { world in
      let login = try world.flowctl.start(["login", "--config", "socket.yaml"], isHeard: true)
      _ = try await login.output(containing: "prompt=login")
      login.interrupt()
      let result = try await login.finish()
      #expect(result.status == 130)
      #expect(result.error.contains("Nothing was changed."))
    }
  }

  @Test func `says which credentials there are`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run("login", "mail")
    #expect(result.status == 2)
    try Snapshot.expect(result, named: "login-unknown", in: flowctl)
    let bare = try Flowctl()
    try bare.write("flows/flowctl.yaml", "profile: bare\nprofiles: { bare: {} }\n")
    let none = try await bare.run("login")
    #expect(none.status == 2)
    try Snapshot.expect(none, named: "login-none", in: bare)
  }

  @Test func `says that the server cannot be reached`() async throws {
    let flowctl = try Flowctl(environment: [
      "FLOWCTL_SECRET_PARTNER_CENTER_CLIENT_SECRET": "x-client-secret"
    ])
    try flowctl.linkFlows()
    try flowctl.write("socket.yaml", SandboxWorld.configuration(port: 9))
    let result = try await flowctl.run("login", "--device", "--config", "socket.yaml")
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "login-unreachable", in: flowctl)
  }
}
