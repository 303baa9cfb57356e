import FlowSandbox
import FlowValue
import Foundation
import Logging
import Synchronization

@testable import FlowEngine

/// A transport made of a closure: what a test's server answers.
struct ClosureTransport: HTTPTransport {
  let answer: @Sendable (HTTPRequest) async throws(TransportFailure) -> HTTPResponse

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    try await answer(request)
  }
}

/// A value that several tasks change.
final class Shared<Value: Sendable>: Sendable {
  private let storage: Mutex<Value>

  init(_ value: Value) { storage = Mutex(value) }

  var value: Value { storage.withLock { $0 } }

  @discardableResult
  func change<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result {
    storage.withLock(body)
  }
}

/// A handler, a server on a real socket, and a clock that only moves when it is told to.
struct HTTPBench: Sendable {
  let handler: HTTPHandler
  let secrets: SecretStore
  let origin: String
  let clock: Shared<Timestamp>
  /// Moments until which the handler waited.
  let pauses: Shared<[Timestamp]>
  let received: Shared<[HTTPRequest]>

  static let start = Timestamp(milliseconds: 1_800_000_000_000)

  func context(
    run: String = "run-1", hosts: [String]? = nil, secrets: Set<String> = [],
    authentications: [String: FlowValue] = [:]
  ) -> HTTPContext {
    HTTPContext(
      run: run, plugin: "shop", hosts: Set((hosts ?? [origin]).compactMap { Origin(url: $0) }),
      secrets: secrets, authentications: authentications)
  }

  func perform(
    _ request: FlowValue, requestID: String = "request-1", in context: HTTPContext? = nil
  ) async throws -> HTTPOutcome {
    var request = request
    if let path = request["url"]?.string, path.hasPrefix("/") {
      request["url"] = .string(origin + path)
    }
    return try await handler.perform(
      try HTTPEffect(request), requestID: requestID, context: context ?? self.context())
  }

  func answer(
    _ request: FlowValue, requestID: String = "request-1", in context: HTTPContext? = nil
  ) async throws -> FlowValue {
    switch try await perform(request, requestID: requestID, in: context) {
    case .answer(let value): return value
    case .unknown(let reason, _): throw UnexpectedOutcome("unknown: \(reason)")
    case .problem(let problem): throw problem
    }
  }

  func problem(_ request: FlowValue, in context: HTTPContext? = nil) async throws -> Problem {
    switch try await perform(request, in: context) {
    case .problem(let problem): return problem
    case let other: throw UnexpectedOutcome("\(other)")
    }
  }
}

struct UnexpectedOutcome: Error {
  let what: String

  init(_ what: String) { self.what = what }
}

extension HTTPResponse {
  static func json(
    _ value: FlowValue, status: Int = 200, headers: [(name: String, value: String)] = []
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [("Content-Type", "application/json")] + headers,
      body: Array(value.json.utf8))
  }

  static func text(_ text: String, status: Int = 200, type: String = "text/plain") -> HTTPResponse {
    HTTPResponse(status: status, headers: [("Content-Type", type)], body: Array(text.utf8))
  }
}

/// Runs `body` with a handler over the network and a server that answers by `answer`.
func withBench<Result: Sendable>(
  requestsPerOrigin: Int = 16, faults: SandboxServer.Faults? = nil,
  answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = { _ in .json([:]) },
  _ body: @Sendable (HTTPBench) async throws -> Result
) async throws -> Result {
  let received = Shared<[HTTPRequest]>([])
  let server = SandboxServer(
    ClosureTransport { (request) async throws(TransportFailure) in await answer(request) },
    observer: { event, request in
      if event == .received { received.change { $0.append(request) } }
    }, faults: faults, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  return try await server.serving { port in
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let network = NetworkTransport(log: log)
    let bench = makeBench(
      network, requestsPerOrigin: requestsPerOrigin, origin: "http://127.0.0.1:\(port)",
      received: received, log: log)
    do {
      let result = try await body(bench)
      try await network.shutdown()
      return result
    } catch {
      try await network.shutdown()
      throw error
    }
  }
}

private func makeBench(
  _ transport: any HTTPTransport, requestsPerOrigin: Int, origin: String,
  received: Shared<[HTTPRequest]>, log: Logger
) -> HTTPBench {
  let clock = Shared(HTTPBench.start)
  let pauses = Shared<[Timestamp]>([])
  let count = Shared(0)
  let secrets = SecretStore(home: nil, now: { clock.value })
  let environment = HTTPEnvironment(
    now: { clock.value },
    sleep: { until in
      pauses.change { $0.append(until) }
      clock.change { $0 = max($0, until) }
    },
    uuid: { _ in
      count.change {
        $0 += 1
        return "uuid-\($0)"
      }
    })
  let handler = HTTPHandler(
    transport: transport, secrets: secrets, requestsPerOrigin: requestsPerOrigin,
    environment: environment, log: log)
  return HTTPBench(
    handler: handler, secrets: secrets, origin: origin, clock: clock, pauses: pauses,
    received: received)
}

/// Runs `body` with the path of a folder that does not exist yet and is removed afterwards.
func withHome<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let path = FileManager.default.temporaryDirectory.appending(path: "effects-\(UUID())").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}

func removeFile(_ path: String) async -> Bool {
  (try? FileManager.default.removeItem(atPath: path)) != nil
}
