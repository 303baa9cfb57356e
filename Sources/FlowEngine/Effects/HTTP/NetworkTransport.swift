import AsyncHTTPClient
import Foundation
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The network, through one client of its own, which is made for the first request.
package final class NetworkTransport: HTTPTransport {
  /// The largest answer that is read.
  package static let maximumBodyBytes = 16 << 20

  private enum State { case unused, open(HTTPClient), shutDown }

  private let state = Mutex(State.unused)
  private let log: Logger

  /// A transport that logs to `log` and must be shut down once it was used.
  package init(log: Logger) { self.log = log }

  /// Closes the connections; later requests are not sent.
  package func shutdown() async throws {
    let client = state.withLock { state -> HTTPClient? in
      defer { state = .shutDown }
      if case .open(let client) = state { return client }
      return nil
    }
    try await client?.shutdown()
  }

  private func client() throws(TransportFailure) -> HTTPClient {
    let client = state.withLock { state -> HTTPClient? in
      switch state {
      case .open(let client): return client
      case .shutDown: return nil
      case .unused:
        let client = Self.makeClient()
        state = .open(client)
        return client
      }
    }
    guard let client else { throw .notSent("the engine was closed") }
    return client
  }

  private static func makeClient() -> HTTPClient {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // A refused connection is an answer for the engine's own retries, not for the client's.
    configuration.connectionPool.retryConnectionEstablishment = false
    // Writing on a connection that the server has just closed makes an unknown outcome, so idle
    // connections are given up before common servers close them.
    configuration.connectionPool.idleTimeout = .seconds(4)
    configuration.timeout.connect = .seconds(15)
    // HTTP/2 has no reason phrases, and some servers explain a 401 in nothing else.
    configuration.httpVersion = .http1Only
    configuration.http1_1ConnectionDebugInitializer = { ReasonPhraseHandler.install(in: $0) }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    guard let origin = Origin(url: request.url) else {
      throw .notSent("'\(request.url)' is not an http or https URL")
    }
    guard origin.isConnectable else {
      throw .notSent("plain http goes only to this machine, not to \(origin): use https")
    }
    do {
      return try await limited(request)
    } catch let failure as TransportFailure {
      throw failure
    } catch let error as HTTPClientError where error == .deadlineExceeded {
      throw Self.late(request)
    } catch {
      throw Self.failure(of: error, origin: origin)
    }
  }

  /// The client's own deadline ends with the head of the answer, so this one covers the body too.
  private func limited(_ request: HTTPRequest) async throws -> HTTPResponse {
    try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
      group.addTask { try await self.exchange(request) }
      group.addTask {
        try await _Concurrency.Task.sleep(for: .milliseconds(request.timeoutMilliseconds))
        throw Self.late(request)
      }
      defer { group.cancelAll() }
      guard let response = try await group.next() else { throw CancellationError() }
      return response
    }
  }

  private static func late(_ request: HTTPRequest) -> TransportFailure {
    .lost("no answer within \(request.timeoutMilliseconds) ms")
  }

  private func exchange(_ request: HTTPRequest) async throws -> HTTPResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method)
    outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if let body = request.body { outgoing.body = .bytes(body, length: .known(Int64(body.count))) }
    let incoming = try await client().execute(
      outgoing, timeout: .milliseconds(request.timeoutMilliseconds), logger: log)
    let body: ByteBuffer
    do {
      body = try await incoming.body.collect(upTo: Self.maximumBodyBytes)
    } catch is NIOTooManyBytesError {
      throw TransportFailure.lost("the answer is larger than \(Self.maximumBodyBytes) bytes")
    } catch let error as HTTPClientError {
      throw TransportFailure.lost("the answer was cut short: \(error.description)")
    }
    return Self.response(incoming, body: body)
  }

  private static func response(_ incoming: HTTPClientResponse, body: ByteBuffer) -> HTTPResponse {
    let reason = incoming.headers.first(name: ReasonPhraseHandler.header)
    let headers = incoming.headers.filter { $0.name.lowercased() != ReasonPhraseHandler.header }
    return HTTPResponse(
      status: Int(incoming.status.code), reason: reason ?? incoming.status.reasonPhrase,
      headers: headers.map { (name: $0.name, value: $0.value) },
      body: Array(body.readableBytesView))
  }

  /// What is not known to have failed before the first byte counts as lost.
  private static func failure(of error: any Error, origin: Origin) -> TransportFailure {
    let reason = reason(of: error)
    if error is NIOConnectionError { return .notSent(noConnection(to: origin, reason)) }
    switch error as? HTTPClientError {
    case .connectTimeout?, .tlsHandshakeTimeout?, .getConnectionFromPoolTimeout?,
      .alreadyShutdown?, .invalidURL?, .emptyHost?:
      return .notSent(noConnection(to: origin, reason))
    case .remoteConnectionClosed?: return .lost("\(origin) closed the connection")
    default: break
    }
    let name = String(reflecting: Swift.type(of: error))
    let isRefusal = ["handshakeFailed", "failedToValidateHostname"].contains {
      "\(error)".contains($0)
    }
    if name.hasPrefix("NIOSSL.") && isRefusal {
      return .notSent("no secure connection to \(origin): \(reason)")
    }
    if error is IOError && "\(error)".contains("connect") {
      return .notSent(noConnection(to: origin, reason))
    }
    return .lost("the connection to \(origin) failed: \(reason)")
  }

  private static func noConnection(to origin: Origin, _ reason: String) -> String {
    "no connection to \(origin): \(reason); check that address and the network"
  }

  /// The error in words: the system's where it comes from there.
  private static func reason(of error: any Error) -> String {
    switch error {
    case let error as IOError: OperatingSystemError(code: error.errnoCode).reason
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { reason(of: $0.error) }
        ?? (error.dnsAError ?? error.dnsAAAAError).map { _ in "no such host" } ?? "\(error)"
    default: "\(error)"
    }
  }
}
