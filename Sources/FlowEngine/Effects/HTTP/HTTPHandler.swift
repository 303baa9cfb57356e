import FlowValue
package import Logging

/// Performs the HTTP requests that runs ask for.
///
/// One effect goes through these steps, in `HTTPExchange`:
/// 1. may it go there at all (`permissions.hosts`),
/// 2. its secrets, each only for an origin it is bound to,
/// 3. its authentication, for that one's origins,
/// 4. sending; a 401 renews the token once and repeats with the same request id,
/// 5. parts of the answer into the secret store,
/// 6. whatever is still a known secret is taken out.
package struct HTTPHandler: Sendable {
  let transport: any HTTPTransport
  let secrets: SecretStore
  let tokens: OAuth2Client
  let environment: HTTPEnvironment
  let log: Logger

  /// A handler over a transport that it does not own.
  ///
  /// - Parameters:
  ///   - transport: the network or what simulates it.
  ///   - secrets: where handles are resolved and parts of answers are kept.
  ///   - requestsPerOrigin: how many requests may be under way to one origin.
  ///   - environment: time and chance.
  ///   - log: gets methods, origins and statuses, never contents.
  package init(
    transport: any HTTPTransport, secrets: SecretStore, requestsPerOrigin: Int = 16,
    environment: HTTPEnvironment, log: Logger
  ) {
    let gated = GatedTransport(transport, limit: requestsPerOrigin, environment: environment)
    self.transport = gated
    self.secrets = secrets
    tokens = OAuth2Client(transport: gated, secrets: secrets, now: environment.now, log: log)
    self.environment = environment
    self.log = log
  }

  /// Performs one effect.
  ///
  /// A write that has been sent is awaited even if the calling task is cancelled.
  /// - Throws: what only the operator can mend: the secret store cannot be read or written.
  package func perform(
    _ effect: HTTPEffect, requestID: String, context: HTTPContext
  ) async throws(SecretStoreError) -> HTTPOutcome {
    var exchange = HTTPExchange(
      handler: self, effect: effect, requestID: requestID,
      correlationID: environment.uuid(requestID),
      context: context)
    do throws(EffectFailure) {
      return try await exchange.outcome()
    } catch {
      switch error {
      case .problem(let problem): return .problem(await exchange.redactor().redact(problem))
      case .store(let error): throw error
      }
    }
  }
}
