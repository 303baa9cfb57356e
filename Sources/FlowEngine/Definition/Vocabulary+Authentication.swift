/// The standard's authentication policies, with the engine's `refreshToken`, `parameters`,
/// `origins`, `consent` and `signIn` of `oauth2`.
extension Vocabulary {
  static let authenticationPolicy = Vocabulary(
    "an authentication",
    [
      .field("basic", .object), .field("bearer", .object), .field("oauth2", .object),
      .later("digest", "use 'basic' over https, or 'oauth2'"),
      .later("oidc", "use 'oauth2' with the provider's token endpoint"),
      .later("certificate", "use 'oauth2'"),
    ])

  static let authenticationReference = Vocabulary(
    "an authentication", [.field("use", .string)] + authenticationPolicy.fields)

  private static let useSecret = Field.later(
    "use", "write the fields out, with '${ secrets.NAME }'")

  static let basic = Vocabulary(
    "'basic'",
    [
      .field("username", .string, required: true), .field("password", .string, required: true),
      useSecret,
    ])

  static let bearer = Vocabulary("'bearer'", [.field("token", .string, required: true), useSecret])

  static let oauth2 = Vocabulary(
    "'oauth2'",
    [
      .field("authority", .string, required: true),
      .field("grant", .string, required: true),
      .field("client", .object, required: true),
      .field("endpoints", .object),
      .field("scopes", .array),
      .field("audiences", .array),
      .field("refreshToken", .string),
      .field("parameters", .object),
      .field("origins", .array),
      .field("consent", .object),
      .field("signIn", .object),
      .later("request", "leave it out: token requests are form-encoded"),
      .later("issuers", "leave it out: the issuer of a token is not checked"),
      .later("username", "use the grant 'refresh_token' or 'client_credentials'"),
      .later("password", "use the grant 'refresh_token' or 'client_credentials'"),
      .later("subject", "use the grant 'refresh_token' or 'client_credentials'"),
      .later("actor", "use the grant 'refresh_token' or 'client_credentials'"),
      useSecret,
    ])

  static let laterGrants = [
    "authorization_code", "password", "urn:ietf:params:oauth:grant-type:token-exchange",
  ]

  static let oauth2Client = Vocabulary(
    "'client'",
    [
      .field("id", .string, required: true),
      .field("secret", .string),
      .field("authentication", .string),
      .later("assertion", "use a 'secret'"),
    ])

  static let laterClientAuthentications = [
    "client_secret_basic", "client_secret_jwt", "private_key_jwt", "none",
  ]

  static let oauth2Endpoints = Vocabulary(
    "'endpoints'",
    [
      .field("token", .string),
      .later("revocation", "leave it out: tokens are not revoked"),
      .later("introspection", "leave it out: tokens are not introspected"),
    ])

  static let oauth2SignIn = Vocabulary(
    "'signIn'",
    [
      .field("authorization", .string),
      .field("deviceAuthorization", .string),
      .field("token", .string),
      .field("scopes", .array),
      .field("parameters", .object),
    ])

  static let oauth2Consent = Vocabulary(
    "'consent'", [.field("codes", .array), .field("reasons", .array)])
}
