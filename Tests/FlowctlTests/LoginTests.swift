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
    let login = try world.flowctl.start(["login", "--device", "--config", "socket.yaml"])
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
      let login = try world.flowctl.start(["login", "--config", "socket.yaml", "--lang", "fr"])
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

  @Test func `leaves at Ctrl-C with nothing changed`() async throws {
    try await SandboxWorld.serving(environment: [Self.variable: ""]) { world in
      let login = try world.flowctl.start(["login", "--config", "socket.yaml"])
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
