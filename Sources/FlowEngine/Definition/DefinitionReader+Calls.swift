import FlowValue

extension DefinitionReader {
  mutating func call(_ fields: Fields) -> Call? {
    guard let node = fields["call"], let name = node.string else { return nil }
    if name == "http" { return httpCall(fields).map(Call.http) }
    if name == "prompt" { return promptCall(fields) }
    if let instead = Vocabulary.laterCalls[name] {
      notSupported("'call: \(name)'", at: node.location, instead: instead)
      return nil
    }
    if name.contains("://") || name.contains("@") {
      notSupported(
        name.contains("://") ? "a function from elsewhere" : "a function of a catalog",
        at: node.location, instead: "write the function in a plugin")
      return nil
    }
    let arguments = fields["with"].map { wholeTemplate($0, "'with'") } ?? .literal([:])
    if functions.contains(name) { return arguments.map { .function(name: name, with: $0) } }
    if definedFunctions.names.contains(name) {
      let call = definedFunction(name, at: node.location)
      return call.flatMap { call in arguments.map { .defined(call, with: $0) } }
    }
    reportUnknownFunction(name, at: node.location)
    return nil
  }

  private mutating func reportUnknownFunction(_ name: String, at location: SourceLocation) {
    let plugin = name.split(separator: ".").first.map { $0 + "." } ?? ""
    let siblings = functions.filter { $0.hasPrefix(plugin) }.sorted()
    let hint =
      if let near = Spelling.hint(for: name, among: callableNames) {
        near
      } else if !name.contains(".") {
        "define it under 'use.functions', or write 'plugin.function'"
      } else if siblings.isEmpty {
        "no plugin of the configuration brings it"
      } else {
        "the plugin has \(Spelling.list(siblings.prefix(12), "and"))"
      }
    report(.unknownFunction, at: location, "there is no function '\(name)'", hint: hint)
  }

  private var callableNames: Set<String> {
    functions.union(definedFunctions.names).union(["http", "prompt"])
  }

  private mutating func httpCall(_ task: Fields) -> HTTPCall? {
    guard let with = task["with"] else {
      report(
        .missingField, at: task["call"]?.location ?? task.node.location,
        "'call: http' lacks the field 'with'")
      return nil
    }
    guard let fields = fields(of: with, .http) else { return nil }
    let method = fields["method"].map { template($0) }
    let endpoint = fields["endpoint"].flatMap { self.endpoint($0) }
    let headers = fields["headers"].flatMap { wholeTemplate($0, "'headers'") }
    let query = fields["query"].flatMap { wholeTemplate($0, "'query'") }
    let body = fields["body"].map { template($0) }
    let output = fields.string("output").flatMap(HTTPCall.Output.init) ?? .content
    guard let method, let endpoint else { return nil }
    return HTTPCall(
      method: method, endpoint: endpoint.uri, authentication: endpoint.authentication,
      headers: headers, query: query, body: body, output: output,
      redirect: fields["redirect"]?.value.bool ?? false)
  }

  private mutating func endpoint(
    _ node: LocatedValue
  ) -> (uri: Template, authentication: AuthenticationReference?)? {
    guard node.members != nil else { return uri(node).map { ($0, nil) } }
    guard let fields = fields(of: node, .endpoint) else { return nil }
    let authentication = fields["authentication"].flatMap { authenticationReference($0) }
    return fields["uri"].flatMap { uri($0) }.map { ($0, authentication) }
  }

  private mutating func uri(_ node: LocatedValue) -> Template? {
    if node.string?.isEmpty ?? true {
      report(.emptyValue, at: node.location, "the URI is empty")
      return nil
    }
    return template(node)
  }

  private mutating func authenticationReference(
    _ node: LocatedValue
  ) -> AuthenticationReference? {
    guard node["use"] != nil else {
      return authentication(node).map(AuthenticationReference.inline)
    }
    guard let fields = fields(of: node, .authenticationReference), let name = fields["use"] else {
      return nil
    }
    if fields.members.count > 1 {
      report(
        .valueNotAllowed, at: node.location, "'use' stands alone: it names an authentication")
    }
    checkReference(name, to: "authentications", or: authentications)
    return name.string.map(AuthenticationReference.named)
  }
}
