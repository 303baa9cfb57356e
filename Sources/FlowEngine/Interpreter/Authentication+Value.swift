import FlowValue

extension Authentication {
  /// The authentication with its expressions evaluated, as the HTTP handler takes it.
  ///
  /// Secrets stay names or handles.
  func value(_ arguments: ExpressionArguments, in walk: Walk) throws(Problem) -> FlowValue {
    func text(_ template: Template) throws(Problem) -> FlowValue {
      try walk.expressions.evaluate(template, arguments)
    }
    switch self {
    case .basic(let username, let password):
      return ["basic": ["username": try text(username), "password": try text(password)]]
    case .bearer(let token): return ["bearer": ["token": try text(token)]]
    case .oauth2(let oauth2): return ["oauth2": .object(try oauth2.members(text))]
    }
  }
}

extension OAuth2 {
  fileprivate func members(_ text: (Template) throws(Problem) -> FlowValue) throws(Problem)
    -> FlowObject
  {
    func list(_ templates: [Template]) throws(Problem) -> FlowValue {
      var values: [FlowValue] = []
      for template in templates { values.append(try text(template)) }
      return .array(values)
    }
    var client: FlowValue = ["id": try text(clientID)]
    client["secret"] = clientSecret.map { .string($0) }
    var members: FlowObject = [
      "authority": try text(authority), "endpoints": ["token": try text(tokenPath)],
      "grant": .string(grant.rawValue), "client": client, "scopes": try list(scopes),
      "audiences": try list(audiences), "consent": consent.value,
    ]
    // Where none are stated, the token goes where the call goes.
    if !origins.isEmpty { members["origins"] = try list(origins) }
    members["refreshToken"] = refreshToken.map { .string($0) }
    var form: FlowObject = [:]
    for (name, value) in parameters { form[name] = try text(value) }
    members["parameters"] = .object(form)
    return members
  }
}

extension ConsentSigns {
  fileprivate var value: FlowValue {
    [
      "codes": .array(codes.map { .string($0) }), "reasons": .array(reasons.map { .string($0) }),
    ]
  }
}
