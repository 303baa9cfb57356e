import FlowValue
import Foundation
import Logging

/// One effect on its way through the handler; the steps are those of `HTTPHandler`.
struct HTTPExchange {
  let handler: HTTPHandler
  let effect: HTTPEffect
  let requestID: String
  let correlationID: String
  let context: HTTPContext
  /// Secret texts that this exchange has held.
  private var spoken: Set<String> = []

  init(
    handler: HTTPHandler, effect: HTTPEffect, requestID: String, correlationID: String,
    context: HTTPContext
  ) {
    self.handler = handler
    self.effect = effect
    self.requestID = requestID
    self.correlationID = correlationID
    self.context = context
  }

  mutating func outcome() async throws(EffectFailure) -> HTTPOutcome {
    var leg = HTTPLeg(
      effect: effect, url: effect.fullURL, origin: try target(effect.fullURL), isFirst: true)
    for _ in 0...Self.redirectLimit {
      switch try await response(to: leg) {
      case .failure(let failure): return lost(failure)
      case .success(let response):
        guard let next = try leg.redirect(by: response) else {
          return try await settle(response, origin: leg.origin)
        }
        try context.check(host: next.origin)
        leg = next
      }
    }
    throw .problem(
      ProblemType.communication.problem("more than \(Self.redirectLimit) redirects in a row"))
  }

  /// Takes out what this exchange and its authentication have held.
  func redactor() async -> Redactor {
    var redactor = await handler.tokens.redactor
    for text in spoken { redactor.insert(text) }
    return redactor
  }

  private static let redirectLimit = 5

  private func target(_ url: String) throws(EffectFailure) -> Origin {
    guard let origin = Origin(url: url) else {
      throw .problem(
        ProblemType.validation.problem(
          "HTTP request: '\(url)' is not an http or https URL", members: ["field": "url"]))
    }
    try context.check(host: origin)
    return origin
  }
}

// MARK: - Sending

extension HTTPExchange {
  private mutating func response(
    to leg: HTTPLeg
  ) async throws(EffectFailure) -> Result<HTTPResponse, TransportFailure> {
    let authentication = leg.isFirst ? try self.authentication(for: leg.origin) : nil
    let builder = HTTPRequestBuilder(
      effect: leg.effect, requestID: requestID, correlationID: correlationID,
      secrets: try await resolveSecrets(of: leg))
    let request = try builder.request(url: leg.url)
    guard let authentication else { return await send(request, to: leg.origin) }
    guard request.header("authorization") == nil else {
      throw HTTPRequestBuilder.failure(
        "Authorization", "is set twice: by the request's headers and by its authentication")
    }
    return try await send(request, to: leg.origin, by: authentication)
  }

  private func send(
    _ request: HTTPRequest, to origin: Origin
  ) async -> Result<HTTPResponse, TransportFailure> {
    do throws(TransportFailure) {
      let response = try await handler.transport.send(request)
      log("\(response.status)", request, origin)
      return .success(response)
    } catch {
      log("no answer", request, origin)
      return .failure(error)
    }
  }

  /// Sends with a token or password; a token that is refused is renewed once.
  private mutating func send(
    _ request: HTTPRequest, to origin: Origin, by authentication: HTTPAuthentication
  ) async throws(EffectFailure) -> Result<HTTPResponse, TransportFailure> {
    let field = try await authorization(authentication, for: origin, refused: nil)
    let result = await send(request.authorized(field), to: origin)
    guard case .success(let response) = result, response.status == 401 else { return result }
    try await check(consent: authentication, response)
    guard case .oauth2 = authentication.scheme else { return result }
    let renewed = try await authorization(authentication, for: origin, refused: field)
    let repeated = await send(request.authorized(renewed), to: origin)
    if case .success(let response) = repeated { try await check(consent: authentication, response) }
    return repeated
  }

  private mutating func resolveSecrets(
    of leg: HTTPLeg
  ) async throws(EffectFailure) -> [String: String] {
    var texts: [String: String] = [:]
    for name in HTTPRequestBuilder.secretNames(in: leg.effect).sorted() {
      try context.check(secret: name)
      texts[name] = try await secret(name, for: leg.origin)
    }
    return texts
  }

  private mutating func secret(
    _ name: String, for origin: Origin
  ) async throws(EffectFailure) -> String {
    let text = try await SecretResolver(store: handler.secrets).text(name, for: origin)
    spoken.insert(text)
    return text
  }

  private func log(_ result: String, _ request: HTTPRequest, _ origin: Origin) {
    handler.log.debug(
      "http",
      metadata: [
        "method": "\(request.method)", "origin": "\(origin)", "result": "\(result)",
        "requestId": "\(requestID)", "correlationId": "\(correlationID)",
      ])
  }
}

// MARK: - Authentication

extension HTTPExchange {
  private func authentication(for origin: Origin) throws(EffectFailure) -> HTTPAuthentication? {
    guard let value = effect.authentication else { return nil }
    let authentication = try authentication(value)
    // One in place stands beside the URL it is for; a named one has to say where it may go.
    let isInline = value.string == nil
    guard let origins = authentication.origins ?? (isInline ? [origin] : nil) else {
      guard case .oauth2 = authentication.scheme else { return authentication }
      throw .problem(
        AuthenticationReader(name: authentication.name).failure("'origins' must say where it goes"))
    }
    guard origins.contains(origin) else {
      throw .problem(
        ProblemType.permissionDenied.problem(
          "authentication '\(authentication.name)' may not be sent to \(origin): it is not among"
            + " its origins",
          members: ["origin": .string(origin.description)]))
    }
    if isInline { for name in authentication.secretNames { try context.check(secret: name) } }
    return authentication
  }

  private func authentication(_ value: FlowValue) throws(EffectFailure) -> HTTPAuthentication {
    let name = value.string ?? "in place"
    guard let description = value.string.map({ context.authentications[$0] }) ?? value else {
      throw .problem(
        ProblemType.configuration.problem(
          "\(context.plugin) has no authentication '\(name)'",
          members: ["authentication": .string(name)]))
    }
    do throws(Problem) {
      return try HTTPAuthentication(description, name: name)
    } catch {
      throw .problem(error)
    }
  }

  /// The value of the `Authorization` field.
  private mutating func authorization(
    _ authentication: HTTPAuthentication, for origin: Origin, refused: String?
  ) async throws(EffectFailure) -> String {
    switch authentication.scheme {
    case .basic(let username, let password):
      let clear = "\(username):\(try await secret(password, for: origin))"
      let encoded = Data(clear.utf8).base64EncodedString()
      spoken.insert(encoded)
      return "Basic " + encoded
    case .bearer(let token): return "Bearer " + (try await secret(token, for: origin))
    case .oauth2(let credential):
      let token = refused.map { String($0.dropFirst("Bearer ".count)) }
      return "Bearer " + (try await handler.tokens.token(credential, refused: token))
    }
  }

  private func check(
    consent authentication: HTTPAuthentication, _ response: HTTPResponse
  ) async throws(EffectFailure) {
    guard response.status == 401, let match = authentication.consent.match(response) else { return }
    // The person's new sign-in gives another token than the one that did not suffice.
    if case .oauth2(let credential) = authentication.scheme {
      await handler.tokens.forget(credential)
    }
    throw .problem(
      ProblemType.consentRequired.problem(
        "a person has to sign in again for '\(authentication.name)': the server said '\(match)'",
        members: [
          "authentication": .string(authentication.name), "error": .string(match),
          "error_codes": [],
        ]))
  }
}

// MARK: - The end

extension HTTPExchange {
  private mutating func settle(
    _ response: HTTPResponse, origin: Origin
  ) async throws(EffectFailure) -> HTTPOutcome {
    if effect.isWrite && (response.status == 408 || response.status >= 500) {
      let reason = await redactor().redact(response.reason)
      return .unknown("\(origin) answered \(response.status) \(reason)", status: response.status)
    }
    var answer = HTTPAnswer(
      response, method: effect.method, requestID: requestID, correlationID: correlationID,
      now: handler.environment.now())
    let extraction = SecretExtraction(store: handler.secrets, context: context, origin: origin)
    do throws(SecretStoreError) {
      spoken.formUnion(try await extraction.apply(effect.secrets, to: &answer))
    } catch {
      throw .store(error)
    }
    return .answer(await redactor().redact(answer.value))
  }

  private func lost(_ failure: TransportFailure) -> HTTPOutcome {
    switch failure {
    case .notSent(let reason): .problem(Self.communication(reason, status: 503))
    case .lost(let reason) where effect.isWrite: .unknown(reason, status: nil)
    case .lost(let reason): .problem(Self.communication(reason, status: 504))
    }
  }

  private static func communication(_ reason: String, status: Int) -> Problem {
    var problem = ProblemType.communication.problem(reason)
    problem.status = status
    return problem
  }
}

extension HTTPRequest {
  func authorized(_ field: String) -> HTTPRequest {
    var request = self
    request.headers.append(("Authorization", field))
    return request
  }
}
