import FlowValue

/// Signing in on another device (RFC 8628).
extension SignIn {
  /// What a person has to type, and where.
  package struct DeviceCode: Sendable {
    /// What to type.
    package let userCode: String
    /// What to open.
    package let url: String
    /// What the server wants the person to be told.
    package let message: String?
    /// Until when the code can be used.
    package let expiresAt: Timestamp
    fileprivate let code: String
    fileprivate let interval: Int64
  }

  /// Asks for a code.
  ///
  /// - Throws: `SignInRefusal` if the server gives none, `EngineError` if it cannot be reached.
  package func deviceCode() async throws -> DeviceCode {
    guard let url = offer.deviceURL else {
      throw EngineError.usage(
        "\(name) declares no sign-in by a code.", hint: "leave --device out to use a browser")
    }
    let response: HTTPResponse
    do throws(TransportFailure) {
      response = try await post(
        [
          ("client_id", credential.clientID), ("scope", offer.scopes.joined(separator: " ")),
        ], to: url)
    } catch {
      throw unreachable(error)
    }
    guard 200...299 ~= response.status, let body = try? FlowValue(json: response.body),
      let code = DeviceCode(body, now: world.now())
    else { throw refusal(response) }
    return code
  }

  /// Waits until the person has signed in.
  ///
  /// - Throws: `SignInRefusal` if the person declines or takes too long, `CancellationError`.
  package func token(for code: DeviceCode) async throws -> Success {
    var interval = code.interval
    while world.now() < code.expiresAt {
      try await world.sleep(world.now().advanced(byMilliseconds: interval * 1000))
      guard let response = try await poll(code) else {
        interval += Self.slowDown
        continue
      }
      if let success = try await keep(response) { return success }
      switch (try? FlowValue(json: response.body))?["error"]?.string {
      case "authorization_pending": continue
      case "slow_down": interval += Self.slowDown
      default:
        guard response.status == 429 || response.status >= 500 else { throw refusal(response) }
        interval += Self.slowDown
      }
    }
    throw SignInRefusal("nobody signed in in time", hint: "start it again for a new code")
  }

  /// By how many seconds a client has to slow down (RFC 8628, 3.5).
  private static let slowDown: Int64 = 5

  /// Asks once; `nil` where no answer came, which a later try may mend.
  private func poll(_ code: DeviceCode) async throws -> HTTPResponse? {
    let fields = try await tokenFields([
      ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code.code),
    ])
    do throws(TransportFailure) {
      return try await post(fields, to: offer.tokenURL)
    } catch {
      try Task.checkCancellation()
      return nil
    }
  }
}

extension SignIn.DeviceCode {
  /// Reads RFC 8628, 3.2; some servers still say `verification_url`.
  fileprivate init?(_ body: FlowValue, now: Timestamp) {
    guard let code = body["device_code"]?.string, let userCode = body["user_code"]?.string,
      let url = (body["verification_uri"] ?? body["verification_url"])?.string
    else { return nil }
    func seconds(_ field: String, otherwise: Int64) -> Int64 {
      let value = body[field]?.integer ?? body[field]?.string.flatMap { Int64($0) }
      return min(max(value ?? otherwise, 1), 86_400)
    }
    let end = now.milliseconds / 1000 + seconds("expires_in", otherwise: 900)
    self.init(
      userCode: userCode, url: url, message: body["message"]?.string,
      expiresAt: Timestamp(milliseconds: end * 1000), code: code,
      interval: seconds("interval", otherwise: 5))
  }
}
