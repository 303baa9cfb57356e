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
  /// Is told how far each request is, and may let things happen in the sandbox.
  typealias Bystander = @Sendable (SandboxEvent, HTTPRequest, Simulator) async -> Void

  let flowctl: Flowctl
  let requests: RequestLog
  /// Where the sandbox keeps its state.
  let home: URL
  /// The client's secret and the refresh token.
  let secrets: [String]
  private let simulator: Simulator
  private let port: Int

  /// When both sides' clocks stand, so that two runs can be compared to the second.
  static let morning = "2026-03-01T09:00:00Z"

  /// Serves while `body` runs.
  ///
  /// - Parameters:
  ///   - user: Whom of the sandbox's people the refresh token belongs to; the administrator.
  ///   - environment: More for the command.
  ///   - clock: When the clocks stand; `nil` lets them go.
  ///   - observer: Is told how far each request is.
  ///   - faults: Spoils answers.
  ///   - bystander: Hears of each request before the observer does.
  ///   - body: Uses the sandbox.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, or what hinders serving.
  static func serving<Result: Sendable>(
    as user: String? = nil, environment: [String: String] = [:], clock: String? = morning,
    observer: SandboxServer.Observer? = nil, faults: SandboxServer.Faults? = nil,
    bystander: Bystander? = nil, _ body: @Sendable (SandboxWorld) async throws -> Result
  ) async throws -> Result {
    let server = try Flowctl()
    defer { withExtendedLifetime(server) {} }
    try server.linkFlows()
    try server.write("serve.yaml", configuration(port: 0, clock: clock))
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
        await bystander?(event, request, simulator)
        await observer?(event, request)
      }, faults: faults, log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    return try await surroundings.closedAfter {
      try await sandbox.serving { port in
        let world = SandboxWorld(
          flowctl: try client(accepted, as: user, environment), requests: requests,
          home: server.home, secrets: accepted.map(\.text), simulator: simulator, port: port)
        try world.set(clock: clock)
        return try await body(world)
      }
    }
  }

  /// A command with the secrets that the sandbox accepts.
  private static func client(
    _ accepted: [(variable: String, text: String)], as user: String?,
    _ environment: [String: String]
  ) throws -> Flowctl {
    var secrets = Dictionary(uniqueKeysWithValues: accepted)
    secrets["FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN"]? += user.map { ":" + $0 } ?? ""
    let flowctl = try Flowctl(environment: secrets.merging(environment) { $1 })
    try flowctl.linkFlows()
    return flowctl
  }

  /// Lets the commands that come find that time, or the real one.
  func set(clock: String?) throws {
    try flowctl.write("socket.yaml", Self.configuration(port: port, clock: clock))
  }

  /// What each command is told besides.
  static let options = ["--config", "socket.yaml", "--output", "json"]

  /// Starts a run of a flow over the socket.
  func start(
    _ flow: String, _ arguments: [String] = [], id: String, input: FlowValue, isHeard: Bool = false
  ) throws -> Child {
    try flowctl.start(
      ["run", flow, "--id", id, "--input", input.json] + Self.options + arguments,
      isHeard: isHeard)
  }

  /// Starts a run of attest-new over the socket.
  func attest(
    _ arguments: String..., id: String = "attest", input: FlowValue = example,
    isHeard: Bool = false
  ) throws -> Child {
    try start("attest-new", arguments, id: id, input: input, isHeard: isHeard)
  }

  /// Lets something happen in the sandbox, as `flowctl sandbox` does.
  func happen(_ words: [String]) async throws { _ = try await simulator.perform(words) }

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
    try await flowctl.run(["resume", id] + Self.options)
  }

  /// The input that attest-new ships as its example.
  static let example = shipped("attest-new/example.json")

  /// An input that a flow ships.
  static func shipped(_ path: String) -> FlowValue {
    let file = Flowctl.repository.appending(path: "flows").appending(path: path)
    let text = try? String(contentsOf: file, encoding: .utf8)
    return text.flatMap { try? FlowValue(json: $0) } ?? .null
  }

  /// The profile that reaches the sandbox.
  static func configuration(port: Int, clock: String? = morning) -> String {
    """
    profile: socket
    plugins: [ flows/plugins/partner-center ]
    profiles:
      socket:
        \(clock.map { "clock: \($0)" } ?? "")
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

extension Surroundings {
  /// Closes them when `body` has ended, however it ends.
  fileprivate func closedAfter<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      let result = try await body()
      await close()
      return result
    } catch {
      await close()
      throw error
    }
  }
}

/// The requests that a sandbox has received.
final class RequestLog: Sendable {
  private let requests = Mutex<[HTTPRequest]>([])

  func add(_ request: HTTPRequest) { requests.withLock { $0.append(request) } }

  /// Requests that change something, as `METHOD path`.
  var writes: [String] { all.filter(Self.isWrite) }

  /// Whether a request, as `METHOD path`, changes something.
  static func isWrite(_ request: String) -> Bool {
    request.hasPrefix("POST") && !request.contains("/oauth2/") && !request.contains("/validations/")
  }

  /// All requests as `METHOD path`.
  var all: [String] {
    requests.withLock { requests in requests.map { "\($0.method) \($0.path)" } }
  }
}

extension HTTPRequest {
  /// The path of its URL.
  var path: String { URLComponents(string: url)?.path ?? url }
}
