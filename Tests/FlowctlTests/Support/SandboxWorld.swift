import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

/// The Partner Center sandbox behind a real socket in this process, and a `flowctl` that reaches it
/// through a profile with secrets from the environment.
struct SandboxWorld: Sendable {
  let flowctl: Flowctl
  let requests: RequestLog
  /// Where the sandbox keeps its state.
  let home: URL
  /// The client's secret and the refresh token.
  let secrets: [String]

  /// Serves while `body` runs.
  ///
  /// - Parameters:
  ///   - user: Whom of the sandbox's people the refresh token belongs to; the administrator.
  ///   - environment: More for the command.
  ///   - observer: Is told how far each request is.
  ///   - faults: Spoils answers.
  ///   - body: Uses the sandbox.
  /// - Throws: What `body` throws, or what hinders serving.
  static func serving(
    as user: String? = nil, environment: [String: String] = [:],
    observer: SandboxServer.Observer? = nil,
    faults: SandboxServer.Faults? = nil,
    _ body: @Sendable (SandboxWorld) async throws -> Void
  ) async throws {
    let server = try Flowctl()
    try server.linkFlows()
    try server.write("serve.yaml", configuration(port: 0))
    let surroundings = try Surroundings(
      EngineOptions(
        configuration: "serve.yaml", environment: ["FLOWCTL_HOME": server.home.path],
        workingDirectory: server.folder))
    let simulator = try #require(try surroundings.simulators().first)
    let accepted = try surroundings.sandboxSecrets()
    let requests = RequestLog()
    let sandbox = SandboxServer(
      SimulatorTransport(simulator),
      observer: { event, request in
        if event == .received { requests.add(request) }
        await observer?(event, request)
      }, faults: faults, log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    try await sandbox.serving { port in
      var secrets = Dictionary(uniqueKeysWithValues: accepted)
      secrets["FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN"]? += user.map { ":" + $0 } ?? ""
      let flowctl = try Flowctl(environment: secrets.merging(environment) { $1 })
      try flowctl.linkFlows()
      try flowctl.write("socket.yaml", configuration(port: port))
      try await body(
        SandboxWorld(
          flowctl: flowctl, requests: requests, home: server.home,
          secrets: accepted.map(\.text)))
    }
    await surroundings.close()
    _ = server
  }

  /// Starts a run of attest-new over the socket.
  func attest(_ arguments: String..., id: String = "attest", input: FlowValue = example) throws
    -> Child
  {
    try flowctl.start(
      [
        "run", "attest-new", "--config", "socket.yaml", "--output", "json", "--id", id, "--input",
        input.json,
      ] + arguments)
  }

  /// What the sandbox remembers under keys of that form, past its own protocol.
  func state(_ pattern: String) throws -> [FlowValue] {
    try Self.state(pattern, home: home)
  }

  static func state(_ pattern: String, home: URL) throws -> [FlowValue] {
    let database = try DatabaseQueue(path: home.appending(path: "sandbox.sqlite").path)
    defer { try? database.close() }
    let texts = try database.read {
      try String.fetchAll($0, sql: "SELECT value FROM state WHERE key LIKE ?", arguments: [pattern])
    }
    return try texts.map { try FlowValue(json: $0) }
  }

  func resume(_ id: String = "attest") async throws -> Flowctl.Result {
    try await flowctl.run("resume", id, "--config", "socket.yaml", "--output", "json")
  }

  /// The input that the flow ships as its example.
  static let example: FlowValue = {
    let file = Flowctl.repository.appending(path: "flows/attest-new/example.json")
    let text = try? String(contentsOf: file, encoding: .utf8)
    return text.flatMap { try? FlowValue(json: $0) } ?? .null
  }()

  /// Both sides' clocks stand, so that two runs can be compared to the second.
  static func configuration(port: Int) -> String {
    """
    profile: socket
    plugins: [ flows/plugins/partner-center ]
    profiles:
      socket:
        clock: 2026-03-01T09:00:00Z
        seed: test
        settings:
          partner-center:
            partnerType: direct-bill
            baseURL: http://127.0.0.1:\(port)
            authority: http://127.0.0.1:\(port)
            graphURL: http://127.0.0.1:\(port)
            tenantId: 80bb0fe3-fde8-5a93-8945-37aea8bbf228
            clientId: cef6d5d4-6a02-502c-8987-85b7cfa00368
    """
  }
}

/// The requests that a sandbox has received.
final class RequestLog: Sendable {
  private let requests = Mutex<[HTTPRequest]>([])

  func add(_ request: HTTPRequest) { requests.withLock { $0.append(request) } }

  /// Requests that change something, as `METHOD path`.
  var writes: [String] {
    all.filter { $0.hasPrefix("POST") && !$0.contains("/oauth2/") && !$0.contains("/validations/") }
  }

  /// All requests as `METHOD path`.
  var all: [String] {
    requests.withLock { requests in
      requests.map { "\($0.method) \(URLComponents(string: $0.url)?.path ?? $0.url)" }
    }
  }
}
