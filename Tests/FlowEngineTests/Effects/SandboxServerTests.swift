import FlowSandbox
import FlowValue
import Logging
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct SandboxServerTests {
  private let source = """
    return { handle = function(request)
      state.put("seen", (state.get("seen") == null and 0 or state.get("seen")) + 1)
      if request.path == "/mfa" then
        return { status = 401, reason = "Unauthorized - MFA required", headers = {} }
      end
      return { status = 200, headers = { ["X-Method"] = request.method }, body = request.text }
    end }
    """

  /// Runs a server and a client of it.
  private func serving<Result: Sendable>(
    observer: SandboxServer.Observer? = nil, faults: SandboxServer.Faults? = nil,
    _ body:
      @Sendable (
        _ send: (_ method: String, _ path: String, _ text: String?) async throws
          -> HTTPResponse
      ) async throws -> Result
  ) async throws -> Result {
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = SandboxServer(
      SimulatorTransport(makeSimulator(source)), observer: observer, faults: faults, log: log)
    return try await server.serving { port in
      let network = NetworkTransport(log: log)
      let result: Swift.Result<Result, any Error>
      do {
        result = .success(
          try await body { method, path, text in
            try await network.send(
              HTTPRequest(
                method: method, url: "http://127.0.0.1:\(port)\(path)",
                body: text.map { Array($0.utf8) }))
          })
      } catch {
        result = .failure(error)
      }
      try await network.shutdown()
      return try result.get()
    }
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"])
  func `any method and path reaches the simulator`(_ method: String) async throws {
    let response = try await serving { send in try await send(method, "/any/path?q=1", "text") }
    #expect(response.header("x-method") == method)
    #expect(response.body == Array("text".utf8))
  }

  @Test func `HEAD is answered without a body, and the connection goes on`() async throws {
    let (head, next) = try await serving { send in
      let head = try await send("HEAD", "/", nil)
      return (head, try await send("POST", "/", "next"))
    }
    #expect(head.status == 200)
    #expect(head.header("x-method") == "HEAD")
    #expect(head.body.isEmpty)
    #expect(next.body == Array("next".utf8))
  }

  @Test func `a reason phrase arrives as the simulator wrote it`() async throws {
    let response = try await serving { send in try await send("GET", "/mfa", nil) }
    #expect(response.status == 401)
    #expect(response.reason == "Unauthorized - MFA required")
  }

  @Test func `an observer is told when a request is received, applied and answered`()
    async throws
  {
    let events = Shared<[SandboxEvent]>([])
    let (answered, continuation) = AsyncStream<Void>.makeStream()
    try await serving(observer: { event, _ in
      events.change { $0.append(event) }
      if event == .answered { continuation.yield() }
    }) { send in
      _ = try await send("POST", "/", "a")
      for await _ in answered { break }
    }
    #expect(events.value == [.received, .applied, .answered])
  }

  @Test func `a connection can be closed before or after the request is applied`() async throws {
    let fault = Shared<SandboxFault?>(.instead(.close))
    let events = Shared<[SandboxEvent]>([])
    try await serving(
      observer: { event, _ in events.change { $0.append(event) } }, faults: { _ in fault.value }
    ) { send in
      await #expect(throws: TransportFailure.self) { _ = try await send("POST", "/", "a") }
      #expect(events.value == [.received])
      fault.change { $0 = .afterApplying(.close) }
      await #expect(throws: TransportFailure.self) { _ = try await send("POST", "/", "a") }
      #expect(events.value == [.received, .received, .applied])
    }
  }

  @Test func `an answer can be replaced, cut and marked`() async throws {
    let fault = Shared<SandboxFault?>(
      .afterApplying(.replace(.text("<h1>gone</h1>", status: 503, type: "text/html"))))
    try await serving(faults: { _ in fault.value }) { send in
      let replaced = try await send("POST", "/", "a")
      #expect(replaced.status == 503)
      #expect(replaced.body == Array("<h1>gone</h1>".utf8))
      fault.change { $0 = .afterApplying(.byteOrderMark) }
      #expect(try await send("POST", "/", "a").body == [0xEF, 0xBB, 0xBF, 97])
      fault.change { $0 = .afterApplying(.truncate(bytes: 2)) }
      let error = await #expect(throws: TransportFailure.self) {
        _ = try await send("POST", "/", "long enough")
      }
      guard case .lost? = error else { throw UnexpectedOutcome("\(String(describing: error))") }
    }
  }

  @Test func `an address that is taken is an error, not a wait`() async throws {
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let transport = SimulatorTransport(makeSimulator(source))
    try await SandboxServer(transport, log: log).serving { (port) -> Void in
      _ = await #expect(throws: (any Error).self) {
        try await SandboxServer(transport, port: port, log: log).run()
      }
    }
  }
}
