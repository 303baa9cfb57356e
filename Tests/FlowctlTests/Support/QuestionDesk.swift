import FlowEngine
import FlowValue
import Foundation
import GRDB
import Testing

/// An engine with the sandbox in this process, whose runs of attest-new a test answers as people
/// would.
struct QuestionDesk: Sendable {
  static let id = "attest"

  let flowctl: Flowctl
  let engine: FlowEngine

  /// - Parameters:
  ///   - language: What the run speaks.
  ///   - user: Whom of the sandbox's people the refresh token belongs to; the administrator.
  ///   - role: The role of whoever starts and answers.
  ///   - flowctl: A folder that another desk has left behind.
  /// - Throws: What hinders opening the engine.
  init(
    language: String? = nil, user: String? = nil, role: String = "AdminAgents",
    in flowctl: Flowctl? = nil
  ) async throws {
    self.flowctl = try flowctl ?? Flowctl()
    if flowctl == nil { try self.flowctl.linkFlows() }
    try self.flowctl.write("sandbox.yaml", Self.configuration(role: role))
    var options = EngineOptions(
      configuration: "sandbox.yaml", language: language,
      environment: ["FLOWCTL_HOME": self.flowctl.home.path], workingDirectory: self.flowctl.folder)
    if let user { try await Self.sign(user, in: &options) }
    engine = try await FlowEngine(options)
  }

  /// Opens a desk for as long as `body` runs.
  static func open(
    language: String? = nil, user: String? = nil, role: String = "AdminAgents",
    in flowctl: Flowctl? = nil, _ body: (QuestionDesk) async throws -> Void
  ) async throws {
    let desk = try await QuestionDesk(language: language, user: user, role: role, in: flowctl)
    do {
      try await body(desk)
      await desk.engine.close()
    } catch {
      await desk.engine.close()
      throw error
    }
  }

  func start(_ input: FlowValue) async throws -> RunReport {
    try await engine.start("attest-new", input: input, id: Self.id).finish()
  }

  /// Answers the question of that task, which must be the only one.
  func answer(
    _ task: String, _ answer: FlowValue, at location: Testing.SourceLocation = #_sourceLocation
  ) async throws -> RunReport {
    let id = try #require(RunID(rawValue: Self.id))
    let asked = try await engine.resume(id).finish().prompts.map(\.task)
    #expect(asked == [task], sourceLocation: location)
    return try #require(try await engine.answer(id, task: task, with: answer))
  }

  /// The fields that an answer is refused for.
  func refusedFields(_ task: String, _ answer: FlowValue) async throws -> [String] {
    do {
      _ = try await self.answer(task, answer)
      return []
    } catch let error as EngineError {
      return error.violations.map(\.field)
    }
  }

  /// What the sandbox remembers under keys of that form, past its own protocol.
  func state(_ pattern: String) throws -> [FlowValue] {
    try SandboxWorld.state(pattern, home: flowctl.home)
  }

  /// Puts something into the sandbox's memory.
  func remember(_ key: String, _ value: FlowValue) throws {
    let database = try DatabaseQueue(path: flowctl.home.appending(path: "sandbox.sqlite").path)
    try database.write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO state (simulator, key, value) VALUES (?, ?, ?)",
        arguments: ["partner-center", key, value.json])
    }
    try database.close()
  }

  /// The customers with that domain name.
  func customers(_ domain: String) throws -> [FlowValue] {
    try state("customer/%").filter { $0["companyProfile"]?["domain"]?.string == domain }
  }

  private static func sign(_ user: String, in options: inout EngineOptions) async throws {
    let surroundings = try Surroundings(options)
    let name = "FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN"
    let token = try surroundings.sandboxSecrets().first { $0.variable == name }?.text
    options.environment[name] = try #require(token) + (user.isEmpty ? "" : ":" + user)
    await surroundings.close()
  }

  /// The clock stands, so that two runs can be compared to the second.
  private static func configuration(role: String) -> String {
    """
    profile: sandbox
    plugins: [ flows/plugins/partner-center ]
    profiles:
      sandbox:
        simulate: [ partner-center ]
        clock: 2026-03-01T09:00:00Z
        seed: test
        actor: { upn: admin@adatum.example, roles: [ \(role) ] }
        settings:
          partner-center:
            partnerType: direct-bill
            tenantId: 80bb0fe3-fde8-5a93-8945-37aea8bbf228
            clientId: cef6d5d4-6a02-502c-8987-85b7cfa00368
    """
  }
}
