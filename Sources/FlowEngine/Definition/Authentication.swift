/// How a request proves who sends it.
///
/// The HTTP handler applies it outside the run.
package enum Authentication: Sendable {
  case basic(username: Template, password: Template)
  case bearer(token: Template)
  case oauth2(OAuth2)
}

/// An authentication written in place, or the name of one under `use.authentications` or in the
/// plugin's manifest.
package enum AuthenticationReference: Sendable {
  case inline(Authentication)
  case named(String)
}

/// The standard's `oauth2` object with the grants that the engine runs.
package struct OAuth2: Sendable {
  enum Grant: String, Sendable {
    case refreshToken = "refresh_token"
    case clientCredentials = "client_credentials"
  }

  /// The base of the token endpoint; expressions may read `setting`.
  let authority: Template
  /// The path of the token endpoint below `authority`; the standard's default is `/oauth2/token`.
  let tokenPath: Template
  let grant: Grant
  let clientID: Template
  /// The name of the secret that holds the client's secret.
  let clientSecret: String?
  /// The name of the secret that holds the refresh token.
  let refreshToken: String?
  let scopes: [Template]
  let audiences: [Template]
  /// Further form fields, such as `resource`.
  let parameters: [(key: String, value: Template)]
  /// Origins that may get the token.
  let origins: [Template]
  /// Which refusals of the token endpoint mean that a person must consent or sign in again.
  var consent = ConsentSigns()
}

/// What in a refusal tells that a person is needed, beside the standard `interaction_required`,
/// `login_required` and `consent_required`.
struct ConsentSigns: Sendable, Equatable {
  /// Error codes in the answer's body.
  var codes: [String] = []
  /// Texts that are part of the answer's description.
  var reasons: [String] = []
}
