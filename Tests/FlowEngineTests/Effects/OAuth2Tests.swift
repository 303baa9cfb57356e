import FlowValue
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct OAuth2Tests {
  private let read: FlowValue = ["url": "/thing", "authentication": "me"]

  @Test func `a refresh token is exchanged with the client's secret, scopes and parameters`()
    async throws
  {
    try await withTokenServer { bench, server in
      let answer = try await bench.answer(read, in: await bench.authenticated())
      #expect(answer["body"] == ["ok": true])
      #expect(
        server.forms.value == [
          [
            "grant_type": "refresh_token", "client_id": "client-1",
            "client_secret": "client-s3cret", "refresh_token": "refresh-token-0",
            "scope": "openid mail", "resource": "https://api.example",
          ]
        ])
    }
  }

  @Test func `an application alone sends no refresh token`() async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated(grant: "client_credentials")
      let answer = try await bench.answer(read, in: context)
      #expect(answer["status"] == 200)
      #expect(server.forms.value.first?["grant_type"] == "client_credentials")
      #expect(server.forms.value.first?["refresh_token"] == nil)
    }
  }

  @Test(arguments: ["3600", 3600, 3600.0] as [FlowValue])
  func `a token is kept until five minutes before it expires`(_ lifetime: FlowValue) async throws {
    try await withTokenServer { bench, server in
      server.lifetime.change { $0 = lifetime }
      let context = await bench.authenticated()
      for (seconds, grants) in [(0, 1), (3299, 1), (3300, 2)] as [(Int64, Int)] {
        let moment = HTTPBench.start.advanced(byMilliseconds: seconds * 1000)
        bench.clock.change { $0 = moment }
        _ = try await bench.answer(read, in: context)
        #expect(server.forms.value.count == grants)
      }
    }
  }

  @Test func `requests at once share one renewal`() async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { _ = try await bench.answer(read, in: context) } }
        try await group.waitForAll()
      }
      #expect(server.forms.value.count == 1)
    }
  }

  @Test func `a refused token is renewed once, and the request repeated with the same id`()
    async throws
  {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated()
      _ = try await bench.answer(read, in: context)
      server.accepted.change { $0 = [] }
      var write = read
      write["method"] = "POST"
      write["idempotencyHeader"] = "X-Request"
      let answer = try await bench.answer(write, requestID: "r-7", in: context)
      #expect(answer["status"] == 200)
      let writes = bench.received.value.filter { $0.header("x-request") != nil }
      #expect(writes.map { $0.header("x-request") } == ["r-7", "r-7"])
      #expect(
        writes.map { $0.header("authorization") } == [
          "Bearer access-token-1", "Bearer access-token-2",
        ])
    }
  }

  @Test func `a second 401 is the answer: there is no loop`() async throws {
    try await withTokenServer { bench, server in
      server.resourceAnswer.change { $0 = .json(["code": 1], status: 401) }
      let answer = try await bench.answer(read, in: await bench.authenticated())
      #expect(answer["status"] == 401)
      #expect(server.forms.value.count == 2)
    }
  }

  @Test(arguments: [
    HTTPResponse(status: 401, reason: "Unauthorized - MFA required"),
    .json(["code": 900_421], status: 401), .json(["code": "900421"], status: 401),
    .json(["error": ["code": "900421"]], status: 401),
  ])
  func `a 401 that asks for a person is no reason to renew`(_ answer: HTTPResponse) async throws {
    try await withTokenServer { bench, server in
      server.resourceAnswer.change { $0 = answer }
      let problem = try await bench.problem(read, in: await bench.authenticated())
      #expect(problem.type == ProblemType.consentRequired.uri)
      #expect(problem.members["authentication"] == "me")
      #expect(server.forms.value.count == 1)
    }
  }

  @Test func `after such a 401 the next request signs in anew`() async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated()
      server.resourceAnswer.change { $0 = .json(["code": 900_421], status: 401) }
      _ = try await bench.problem(read, in: context)
      server.resourceAnswer.change { $0 = nil }
      _ = try await bench.answer(read, in: context)
      let last = bench.received.value.last
      #expect(last?.header("authorization") == "Bearer access-token-2")
    }
  }

  @Test(arguments: ["invalid_grant", "interaction_required", "consent_required"])
  func `a token endpoint that asks for a person makes a problem a flow can catch`(
    _ error: String
  ) async throws {
    try await withTokenServer { bench, server in
      server.refusal.change {
        $0 = .json(
          [
            "error": .string(error), "error_codes": [700_082],
            "error_description": "expired: refresh-token-0\r\nTrace ID: 1",
          ], status: 400)
      }
      let problem = try await bench.problem(read, in: await bench.authenticated())
      #expect(problem.type == ProblemType.consentRequired.uri)
      #expect(problem.members["error"] == .string(error))
      #expect(problem.members["error_codes"] == [700_082])
      #expect(
        problem.detail?.contains("let an administrator do so") == (error == "consent_required"))
      #expect(problem.detail?.contains("[redacted]") == true)
      #expect(problem.detail?.contains("Trace") == false)
      #expect(server.forms.value.count == 1)
    }
  }

  @Test(arguments: [
    ("invalid_client", 401, ProblemType.authentication.uri),
    ("unauthorized_client", 400, ProblemType.authentication.uri),
    ("invalid_resource", 400, ProblemType.configuration.uri),
    ("invalid_request", 400, ProblemType.configuration.uri),
  ])
  func `what the operator has to mend says what`(
    _ error: String, _ status: Int, _ type: String
  ) async throws {
    try await withTokenServer { bench, server in
      server.refusal.change { $0 = .json(["error": .string(error)], status: status) }
      let problem = try await bench.problem(read, in: await bench.authenticated())
      #expect(problem.type == type)
      #expect(problem.detail?.contains(error) == true)
    }
  }

  @Test(arguments: [
    HTTPResponse.json(["error": "temporarily_unavailable"], status: 400),
    .json([:], status: 429), .text("<h1>", status: 502),
  ])
  func `a token endpoint that is not available leaves the request unsent`(
    _ refusal: HTTPResponse
  ) async throws {
    try await withTokenServer { bench, server in
      server.refusal.change { $0 = refusal }
      var write = read
      write["method"] = "POST"
      let problem = try await bench.problem(write, in: await bench.authenticated())
      #expect(problem.type == ProblemType.communication.uri)
      #expect(problem.status == 503)
    }
  }

  @Test func `a rotated refresh token is stored and wins until the seed changes`() async throws {
    try await withTokenServer { bench, server in
      server.rotates.change { $0 = true }
      let context = await bench.authenticated()
      _ = try await bench.answer(read, in: context)
      #expect(try await bench.secrets.get("refresh")?.text == "refresh-token-1")
      server.accepted.change { $0 = [] }
      _ = try await bench.answer(read, in: context)
      #expect(server.forms.value.last?["refresh_token"] == "refresh-token-1")
      await bench.secrets.seeded("refresh", text: "fresh-consent", origins: [bench.origin])
      #expect(try await bench.secrets.get("refresh")?.text == "fresh-consent")
    }
  }

  @Test func `a refresh token that another process has rotated meanwhile is read anew`()
    async throws
  {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated()
      server.onGrant.change {
        $0 = {
          try? await bench.secrets.rotate("refresh", from: "refresh-token-0", to: "rotated")
        }
      }
      server.refusal.change { $0 = .json(["error": "invalid_grant"], status: 400) }
      let problem = try await bench.problem(read, in: context)
      #expect(problem.type == ProblemType.consentRequired.uri)
      #expect(server.forms.value.map { $0["refresh_token"] } == ["refresh-token-0", "rotated"])
    }
  }

  @Test func `authentications with one refresh token renew one after the other`() async throws {
    try await withTokenServer { bench, server in
      server.rotates.change { $0 = true }
      let first = await bench.authenticated()
      let second = await bench.authenticated {
        $0["parameters"] = ["resource": "https://b.example"]
      }
      await withTaskGroup(of: Void.self) { group in
        for context in [first, second] {
          group.addTask { _ = try? await bench.answer(read, in: context) }
        }
      }
      #expect(
        server.forms.value.prefix(2).map { $0["refresh_token"] } == [
          "refresh-token-0", "refresh-token-1",
        ])
    }
  }

  @Test func `a token goes only to the origins of its authentication`() async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated { $0["origins"] = ["https://api.example"] }
      let problem = try await bench.problem(read, in: context)
      #expect(problem.type == ProblemType.permissionDenied.uri)
      #expect(server.forms.value.isEmpty)
    }
  }

  @Test func `a token that an answer shows is taken out`() async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated()
      _ = try await bench.answer(read, in: context)
      server.resourceAnswer.change { $0 = .json(["seen": "Bearer access-token-1"], status: 403) }
      let answer = try await bench.answer(read, in: context)
      #expect(answer["body"]?["seen"] == "Bearer [redacted]")
    }
  }

  @Test func `a name and a password are sent as Basic, and not shown when they come back`()
    async throws
  {
    try await withBench(answer: { .json(["seen": .string($0.header("authorization") ?? "")]) }) {
      bench in
      try await bench.secrets.set("password", text: "päss", origins: [bench.origin])
      let context = bench.context(
        authentications: ["me": ["basic": ["username": "ada", "password": "password"]]])
      let answer = try await bench.answer(read, in: context)
      #expect(answer["body"]?["seen"] == "Basic [redacted]")
      #expect(bench.received.value.first?.header("authorization") == "Basic YWRhOnDDpHNz")
    }
  }

  @Test func `an authentication that nobody declared is named`() async throws {
    try await withBench { bench in
      let problem = try await bench.problem(read)
      #expect(problem.type == ProblemType.configuration.uri)
      #expect(problem.members["authentication"] == "me")
    }
  }

  @Test(
    arguments: [
      ("grant", "password"), ("authority", "http://login.example"), ("client", "x"),
      ("scopes", "openid"), ("refreshToken", 1), ("parameters", ["a": 1]),
    ] as [(String, FlowValue)])
  func `a wrong field of an authentication is a configuration problem`(
    _ field: String, _ value: FlowValue
  ) async throws {
    try await withTokenServer { bench, server in
      let context = await bench.authenticated { $0[field] = value }
      let problem = try await bench.problem(read, in: context)
      #expect(problem.type == ProblemType.configuration.uri)
      #expect(problem.members["authentication"] == "me")
      #expect(bench.received.value.isEmpty)
    }
  }
}
