import FlowValue

/// Reads the standard's authentication objects, in workflows and manifests.
protocol AuthenticationReading: DocumentReading {
  /// Turns a literal into a template.
  mutating func template(_ node: LocatedValue) -> Template
  /// Whether the file says that it uses the secret.
  func declares(secret: String) -> Bool
  /// Whether people can sign in for what the file declares, by `signIn`.
  var takesSignIn: Bool { get }
}

extension AuthenticationReading {
  /// Reads one authentication policy; what is wrong is reported.
  mutating func authentication(_ node: LocatedValue) -> Authentication? {
    guard let fields = fields(of: node, .authenticationPolicy) else { return nil }
    guard fields.members.count == 1, let kind = fields.members.values.first else {
      if fields.members.count > 1 || node.members?.isEmpty ?? false {
        report(
          .valueNotAllowed, at: node.location,
          "an authentication must have exactly one of 'basic', 'bearer' and 'oauth2'")
      }
      return nil
    }
    return switch kind.key {
    case "basic": basic(kind.value)
    case "bearer": bearer(kind.value)
    default: oauth2(kind.value).map(Authentication.oauth2)
    }
  }

  private mutating func basic(_ node: LocatedValue) -> Authentication? {
    guard let fields = fields(of: node, .basic), let username = fields["username"],
      let password = fields["password"]
    else { return nil }
    return .basic(username: template(username), password: template(password))
  }

  private mutating func bearer(_ node: LocatedValue) -> Authentication? {
    guard let fields = fields(of: node, .bearer), let token = fields["token"] else { return nil }
    return .bearer(token: template(token))
  }

  private mutating func oauth2(_ node: LocatedValue) -> OAuth2? {
    guard let fields = fields(of: node, .oauth2) else { return nil }
    let grant = grant(fields)
    let client = fields["client"].flatMap { self.fields(of: $0, .oauth2Client) }
    let endpoints = fields["endpoints"].flatMap { self.fields(of: $0, .oauth2Endpoints) }
    if let client { checkClientAuthentication(client) }
    if let signIn = fields["signIn"] { check(signIn: signIn) }
    let clientSecret = secret(client?["secret"])
    let refreshToken = secret(fields["refreshToken"])
    let origins = located(strings: fields["origins"], "'origins'")
    for origin in origins { checkOrigin(origin) }
    guard let grant, let authority = fields["authority"], let id = client?["id"] else { return nil }
    require(grant, client, fields)
    return OAuth2(
      authority: template(authority),
      tokenPath: endpoints?["token"].map { template($0) } ?? .literal("/oauth2/token"),
      grant: grant, clientID: template(id), clientSecret: clientSecret, refreshToken: refreshToken,
      scopes: templates(fields["scopes"], "'scopes'"),
      audiences: templates(fields["audiences"], "'audiences'"),
      parameters: (fields["parameters"]?.members ?? []).map { ($0.key, template($0.value)) },
      origins: origins.map { template($0) }, consent: consent(fields["consent"]))
  }

  private mutating func check(signIn node: LocatedValue) {
    guard takesSignIn else {
      return notSupported(
        "'signIn' of a workflow", at: node.location,
        instead: "declare the authentication in a plugin's manifest")
    }
    guard let fields = fields(of: node, .oauth2SignIn) else { return }
    _ = strings(fields["scopes"], "'scopes'")
    if fields["authorization"] == nil && fields["deviceAuthorization"] == nil {
      report(
        .missingField, at: node.location,
        "'signIn' needs the field 'authorization' or 'deviceAuthorization'")
    }
  }

  private mutating func consent(_ node: LocatedValue?) -> ConsentSigns {
    guard let node, let fields = fields(of: node, .oauth2Consent) else { return ConsentSigns() }
    return ConsentSigns(
      codes: strings(fields["codes"], "'codes'"), reasons: strings(fields["reasons"], "'reasons'"))
  }

  private mutating func templates(_ node: LocatedValue?, _ what: String) -> [Template] {
    located(strings: node, what).map { template($0) }
  }

  private mutating func grant(_ fields: Fields) -> OAuth2.Grant? {
    guard let node = fields["grant"], let text = node.string else { return nil }
    if let grant = OAuth2.Grant(rawValue: text) { return grant }
    let known = ["refresh_token", "client_credentials"]
    if Vocabulary.laterGrants.contains(text) {
      notSupported(
        "the grant '\(text)'", at: node.location, instead: "use \(Spelling.list(known, "or"))")
    } else {
      report(
        .valueNotAllowed, at: node.location,
        "'grant' must be \(Spelling.list(known, "or")), not '\(text)'",
        hint: Spelling.hint(for: text, among: known))
    }
    return nil
  }

  private mutating func checkClientAuthentication(_ client: Fields) {
    guard let node = client["authentication"], let text = node.string,
      text != "client_secret_post"
    else { return }
    if Vocabulary.laterClientAuthentications.contains(text) {
      notSupported(
        "the client authentication '\(text)'", at: node.location,
        instead: "use 'client_secret_post'")
    } else {
      report(
        .valueNotAllowed, at: node.location,
        "'authentication' must be 'client_secret_post', not '\(text)'")
    }
  }

  private mutating func require(_ grant: OAuth2.Grant, _ client: Fields?, _ fields: Fields) {
    switch grant {
    case .clientCredentials where client?.node["secret"] == nil:
      report(
        .missingField, at: (client ?? fields).node.location,
        "the grant 'client_credentials' needs the field 'client.secret'")
    case .refreshToken where fields.node["refreshToken"] == nil:
      report(
        .missingField, at: fields.node.location,
        "the grant 'refresh_token' needs the field 'refreshToken'",
        hint: "write the name of the secret that holds the token")
    default: break
    }
  }

  /// The name of a secret, written bare or as `${ secrets.NAME }`.
  private mutating func secret(_ node: LocatedValue?) -> String? {
    guard let node, let text = node.string else { return nil }
    var name = Substring(text)
    if text.hasPrefix("${"), text.hasSuffix("}") {
      name = text.dropFirst(2).dropLast().drop { $0 == " " }.trimmingPrefix("secrets.")
      while name.last == " " { name.removeLast() }
    }
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
    else {
      report(
        .valueNotAllowed, at: node.location, "'\(text)' is not the name of a secret",
        hint: "write the secret's name, or '${ secrets.NAME }'")
      return nil
    }
    if !declares(secret: String(name)) {
      report(
        .undeclaredSecret, at: node.location, "the secret '\(name)' is not declared",
        hint: "list it under 'permissions.secrets'")
    }
    return String(name)
  }
}
