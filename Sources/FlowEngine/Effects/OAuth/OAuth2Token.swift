import FlowValue

/// What a token endpoint answered.
struct OAuth2Token: Sendable {
  let accessToken: String
  /// When it is to be renewed: five minutes before it expires.
  let renewAt: Timestamp
  /// The refresh token that takes the place of the one sent.
  let refreshToken: String?

  /// `nil` unless the body is JSON with an access token.
  ///
  /// `expires_in` is a number or a text.
  init?(_ response: HTTPResponse, now: Timestamp) {
    guard 200...299 ~= response.status, let body = try? FlowValue(json: response.body),
      let token = body["access_token"]?.string, !token.isEmpty
    else { return nil }
    accessToken = token
    let expiry = body["expires_in"]
    let seconds = expiry?.number ?? expiry?.string.flatMap { Double($0) } ?? 3600
    let milliseconds = Int64((seconds.isFinite ? min(max(seconds, 0), 1e8) : 0) * 1000)
    renewAt = now.advanced(byMilliseconds: milliseconds - Self.marginMilliseconds)
    refreshToken = body["refresh_token"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static let marginMilliseconds: Int64 = 300_000
}
