import FlowValue
import Synchronization
import Testing

/// What doctor finds out of a profile at the sandbox behind a real socket.
@Suite(.timeLimit(.minutes(15))) struct `flowctl doctor` {
  private static func findings(
    as user: String? = nil, settings: [String: String] = [:]
  ) async throws -> (status: Int32, [String: FlowValue]) {
    let found = Mutex<(Int32, [String: FlowValue])>((-1, [:]))
    try await SandboxWorld.serving(as: user, environment: settings) { world in
      let result = try await world.flowctl.run(
        "doctor", "--config", "socket.yaml", "--output", "json")
      let list = try FlowValue(json: result.output).array ?? []
      found.withLock {
        $0 = (
          result.status,
          Dictionary(list.map { ($0["subject"]?.string ?? "", $0) }, uniquingKeysWith: { $1 })
        )
      }
      #expect(world.requests.writes.isEmpty)
    }
    return found.withLock { $0 }
  }

  @Test func `finds token, role, type of partner and sign-in in order`() async throws {
    let (status, findings) = try await Self.findings()
    #expect(status == 0)
    for subject in [
      "token partner-center/user", "token partner-center/graph", "mfa of partner-center",
      "role of partner-center", "partnerType of partner-center",
    ] {
      #expect(findings[subject]?["verdict"] == "ok", "\(subject)")
    }
    #expect(findings["audience of partner-center"]?["verdict"] == "unknown")
    let notice = findings["plugin partner-center"]
    #expect(notice?["verdict"] == "warning")
    #expect(notice?["detail"]?.string?.contains("5 January 2026") == true)
  }

  @Test(arguments: [
    ("revoked", "token partner-center/user", "flowctl login"),
    ("interaction", "token partner-center/user", "flowctl login"),
    ("no-mfa", "mfa of partner-center", "flowctl login"),
    ("helpdesk", "role of partner-center", "AdminAgents"),
  ])
  func `names what is wrong with a sign-in, and the way out`(
    user: String, subject: String, way: String
  ) async throws {
    let (status, findings) = try await Self.findings(as: user)
    #expect(status == 5)
    #expect(findings[subject]?["verdict"] == "problem", "\(findings)")
    #expect(findings[subject]?["hint"]?.string?.contains(way) == true)
  }

  @Test func `does not take an unread role for a missing one`() async throws {
    let (status, findings) = try await Self.findings(as: "unreadable")
    #expect(status == 0)
    #expect(findings["role of partner-center"]?["verdict"] == "warning")
  }

  @Test func `tells that the stated type of partner does not fit`() async throws {
    let (_, findings) = try await Self.findings(settings: [
      "FLOWCTL_PARTNER_CENTER_PARTNER_TYPE": "indirect-provider"
    ])
    let finding = findings["partnerType of partner-center"]
    #expect(finding?["verdict"] == "warning")
    #expect(finding?["detail"]?.string?.contains("No page says") == true)
  }

  @Test func `says which secret is missing`() async throws {
    let (status, findings) = try await Self.findings(settings: [
      "FLOWCTL_SECRET_PARTNER_CENTER_CLIENT_SECRET": ""
    ])
    #expect(status == 5)
    let detail = findings["token partner-center/user"]?["detail"]?.string
    #expect(detail?.contains("flowctl secret set partner-center/clientSecret") == true)
  }

  @Test func `says that the tokens of a simulated profile are the simulator's`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run("doctor")
    #expect(result.status == 0, "\(result.output)")
    #expect(
      result.output.contains(
        "obtained from the simulator, in place of https://login.microsoftonline.com"))
  }

  @Test func `says that a server cannot be reached, and looks at the rest`() async throws {
    let flowctl = try Flowctl(environment: [
      "FLOWCTL_SECRET_PARTNER_CENTER_CLIENT_SECRET": "x-client-secret",
      "FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN": "x-refresh-token",
    ])
    try flowctl.linkFlows()
    try flowctl.write("socket.yaml", SandboxWorld.configuration(port: 9))
    let result = try await flowctl.run("doctor", "--config", "socket.yaml")
    #expect(result.status == 5)
    #expect(result.output.contains("no connection to http://127.0.0.1:9"))
    #expect(result.output.contains("ok       flow attest-new"))
    let offline = try await flowctl.run("doctor", "--offline", "--config", "socket.yaml")
    #expect(offline.status == 0, "\(offline.output)")
    #expect(!offline.output.contains("token "))
  }
}
