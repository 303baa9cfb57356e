import FlowEngine
import FlowValue
import Foundation
import Testing

/// A sign-in that a person has to repeat: the run waits, and goes on afterwards.
@Suite(.timeLimit(.minutes(15))) struct `Consent` {
  private static let done: FlowValue = ["signedIn": true]

  @Test(arguments: ["revoked", "inactive", "unconsented", "interaction", "no-mfa", "no-mfa-legacy"])
  func `that no longer suffices waits for a new refresh token`(user: String) async throws {
    let flowctl = try await Self.waiting(as: user)
    // Saying so does not help as long as the old token is there.
    try await QuestionDesk.open(user: user, in: flowctl) { desk in
      let again = try await desk.answer("countryRules", Self.done)
      #expect(again.prompts.map(\.task) == ["countryRules"])
      #expect(try desk.customers("contoso-lyon.onmicrosoft.com").isEmpty)
    }
    try await QuestionDesk.open(user: "", in: flowctl) { desk in
      let report = try await desk.answer("countryRules", Self.done)
      #expect(report.output?["attestation"]?["status"] == "attested")
      #expect(try desk.customers("contoso-lyon.onmicrosoft.com").count == 1)
    }
  }

  private static func waiting(as user: String) async throws -> Flowctl {
    let desk = try await QuestionDesk(user: user)
    let prompt = try await desk.start(SandboxWorld.example).prompts.first
    #expect(prompt?.title == "Sign in to Partner Center again")
    #expect(prompt?.help?.contains("flowctl secret set partner-center/refreshToken") == true)
    let lacksConsent = prompt?.help?.contains("let an administrator do so") == true
    #expect(lacksConsent == (user == "unconsented"), "\(prompt?.help ?? "")")
    #expect(try await desk.refusedFields("countryRules", ["signedIn": false]) == ["signedIn"])
    await desk.engine.close()
    return desk.flowctl
  }

  @Test func `over a socket, the token that the prompt says to store is the one that counts`()
    async throws
  {
    // A variable that is set would come before the store.
    let variable = "FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN"
    try await SandboxWorld.serving(environment: [variable: ""]) { world in
      let token = try #require(world.secrets.last)
      try await world.store(token + ":revoked")
      #expect(try await world.attest().finish().status == 3)
      try await world.store(token)
      let engine = try await FlowEngine(
        EngineOptions(
          configuration: "socket.yaml", environment: world.flowctl.environment,
          workingDirectory: world.flowctl.folder))
      let id = try #require(RunID(rawValue: "attest"))
      let report = try await engine.answer(id, with: Self.done)
      #expect(report?.output?["attestation"]?["status"] == "attested")
      await engine.close()
    }
  }

  @Test(arguments: [("/v1/customers", "create"), ("/v1/customers/", "attest")])
  func `that ends in the middle of the writes loses and repeats nothing`(
    path: String, task: String
  ) async throws {
    let input = SandboxWorld.example.without(["agreement", "signatory"])
    try await QuestionDesk.open(language: "fr") { desk in
      _ = try await desk.start(input)
      try desk.remember(
        "faults",
        [
          [
            "method": "POST", "path": .string(path), "status": 401,
            "reason": "Unauthorized - MFA required",
          ]
        ])
      let asked = try await desk.answer("reviewContact", ["correct": true])
      #expect(asked.prompts.first?.title == "Reconnectez-vous à l’Espace partenaires")
      let report = try await desk.answer(task, Self.done)
      #expect(report.output?["attestation"]?["status"] == "attested")
      let customers = try desk.customers("contoso-lyon.onmicrosoft.com")
      #expect(customers.count == 1)
      let id = customers.first?["id"]?.string ?? ""
      #expect(try desk.state("agreements/\(id)").flatMap { $0.array ?? [] }.count == 1)
    }
  }
}

extension SandboxWorld {
  /// Stores a refresh token as the prompt says.
  func store(_ token: String) async throws {
    let result = try await flowctl.run(
      ["secret", "set", "partner-center/refreshToken", "--config", "socket.yaml"]
        + ["--origin", try origin()], input: token + "\n")
    #expect(result.status == 0, "\(result.error)")
  }

  /// Where the sandbox answers, as the profile says it.
  private func origin() throws -> String {
    let text = try String(
      contentsOf: flowctl.folder.appending(path: "socket.yaml"), encoding: .utf8)
    return String(try #require(text.firstMatch(of: /http:[^\s]+/)).0)
  }
}
