package import FlowEngine
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Serves a simulator on this machine, any method and any path.
///
/// A test can be told how far each request is, and can spoil answers.
package final class SandboxServer: Sendable {
  /// Called at each step of each request; the request goes on when it returns.
  package typealias Observer = @Sendable (SandboxEvent, HTTPRequest) async -> Void
  /// Decides what goes wrong with a request, if anything.
  package typealias Faults = @Sendable (HTTPRequest) async -> SandboxFault?

  private let exchange: SandboxExchange
  private let host: String
  private let requestedPort: Int
  private let log: Logger
  private let boundPort = Mutex<Int?>(nil)

  /// A server that does not run yet.
  ///
  /// - Parameters:
  ///   - transport: what answers: a `SimulatorTransport`, usually.
  ///   - host: the address to listen on.
  ///   - port: the port, 0 for any free one.
  ///   - observer: is told about each request.
  ///   - faults: spoils answers.
  ///   - log: gets the server's own messages.
  package init(
    _ transport: any HTTPTransport, host: String = "127.0.0.1", port: Int = 0,
    observer: Observer? = nil, faults: Faults? = nil,
    log: Logger = Logger(label: "sandbox")
  ) {
    exchange = SandboxExchange(transport: transport, observer: observer, faults: faults)
    self.host = host
    requestedPort = port
    self.log = log
  }

  /// The port it listens on, once it does.
  package var port: Int? { boundPort.withLock { $0 } }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter whenBound: called once with the port.
  /// - Throws: `EngineError` if the address cannot be listened on.
  package func run(whenBound: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    let exchange = exchange
    let channel = SandboxChannel { request, writer, _ in
      try await exchange.respond(to: request, writer: writer)
    }
    let server = Server(
      childChannelSetup: channel,
      configuration: ServerConfiguration(address: .hostname(host, port: requestedPort)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        self.boundPort.withLock { $0 = port }
        await whenBound(port)
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: log)
    defer { boundPort.withLock { $0 = nil } }
    do {
      try await server.run()
    } catch let error as IOError where port == nil {
      throw EngineError.environment(
        "\(host):\(requestedPort) cannot be listened on: \(OperatingSystemError(code: error.errnoCode).reason).",
        hint: "choose another port with --port; 0 takes a free one")
    }
  }

  /// Serves while `body` runs with the port.
  package func serving<Result: Sendable>(
    _ body: @Sendable (Int) async throws -> Result
  ) async throws -> Result {
    let (bound, continuation) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { continuation.finish() }
        try await self.run { continuation.yield($0) }
      }
      var ports = bound.makeAsyncIterator()
      guard let port = await ports.next() else {
        try await group.next()
        throw CancellationError()
      }
      defer { group.cancelAll() }
      return try await body(port)
    }
  }
}
