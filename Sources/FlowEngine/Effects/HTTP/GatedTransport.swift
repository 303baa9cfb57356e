/// A transport that sends no more than an origin can take: so many requests at once, and none for
/// as long as an answer 429 asked to wait.
package actor GatedTransport: HTTPTransport {
  /// A longer `Retry-After` than an hour is cut to this, so that no answer can hold a run for ever.
  static let longestHoldMilliseconds: Int64 = 3_600_000

  private let transport: any HTTPTransport
  private let limit: Int
  private let environment: HTTPEnvironment
  private var gates: [Origin: OriginGate] = [:]

  /// Lets `limit` requests at a time through to each origin.
  package init(_ transport: any HTTPTransport, limit: Int = 16, environment: HTTPEnvironment) {
    self.transport = transport
    self.limit = limit
    self.environment = environment
  }

  package nonisolated func send(
    _ request: HTTPRequest
  ) async throws(TransportFailure) -> HTTPResponse {
    guard let origin = Origin(url: request.url) else {
      throw .notSent("'\(request.url)' is not an http or https URL")
    }
    let gate = await gate(for: origin)
    try await gate.enter()
    let result = await shielded(request)
    if case .success(let response) = result, let until = pause(after: response) {
      await gate.hold(until: until)
    }
    await gate.leave()
    return try result.get()
  }

  private func gate(for origin: Origin) -> OriginGate {
    if let gate = gates[origin] { return gate }
    let gate = OriginGate(limit: limit, environment: environment)
    gates[origin] = gate
    return gate
  }

  private nonisolated func pause(after response: HTTPResponse) -> Timestamp? {
    let now = environment.now()
    guard response.status == 429, let text = response.header("retry-after"),
      let seconds = RetryAfter.seconds(text, now: now)
    else { return nil }
    let longest = Self.longestHoldMilliseconds
    return now.advanced(byMilliseconds: seconds > longest / 1000 ? longest : seconds * 1000)
  }

  /// A task of its own is not cancelled with the one that waits for it.
  private nonisolated func shielded(
    _ request: HTTPRequest
  ) async -> Result<HTTPResponse, TransportFailure> {
    guard request.outlivesCancellation else { return await exchanged(request) }
    return await _Concurrency.Task { await exchanged(request) }.value
  }

  private nonisolated func exchanged(
    _ request: HTTPRequest
  ) async -> Result<HTTPResponse, TransportFailure> {
    do throws(TransportFailure) {
      return .success(try await transport.send(request))
    } catch {
      return .failure(error)
    }
  }
}
