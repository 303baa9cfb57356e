import FlowValue

/// Keywords that name subschemas and refer to them.
extension SchemaCompiler {
  static let referenceKeywords: [String: Compile] = [
    "$id": { _, _ in nil }, "$anchor": anchor, "$dynamicAnchor": dynamicAnchor,
    "$ref": reference, "$dynamicRef": reference, "$defs": definitions,
  ]

  /// A reference whose target is looked for once all subschemas are known.
  struct Reference {
    let keyword: Keyword
    let text: String
    let resource: Int
    let link: Int
  }

  /// Makes the schema a resource of its own if it has an `$id`.
  mutating func enterResource(_ schema: LocatedValue, at pointer: String) {
    guard let member = schema.members?.first(where: { $0.key == "$id" }) else { return }
    let place = "\(pointer)/$id"
    guard let text = member.value.string, SchemaFormat.uriReference.accepts(text),
      SchemaURI(text).fragment ?? "" == ""
    else {
      problem(
        .badKeyword, place, member.value.location, "'$id' must be a URI without a fragment",
        hint: "use '$anchor' for a name in the schema")
      return
    }
    let uri = SchemaURI(text).resolved(against: SchemaURI(index.resources[resource].uri)).document
    if index.resource(uri) != nil, !uri.isEmpty {
      problem(.badKeyword, place, member.value.location, "the '$id' '\(text)' is taken")
    } else if pointer.isEmpty {
      index.resources[0].uri = uri
    } else {
      resource = index.resources.count
      index.resources.append(SchemaIndex.Resource(uri: uri, pointer: pointer))
      program.dynamicAnchors.append([:])
    }
  }

  @Sendable private static func anchor(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    _ = compiler.addAnchor(keyword)
    return nil
  }

  @Sendable private static func dynamicAnchor(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    if let name = compiler.addAnchor(keyword) {
      compiler.program.dynamicAnchors[compiler.resource][name] = keyword.node
    }
    return nil
  }

  private mutating func addAnchor(_ keyword: Keyword) -> String? {
    guard let name = keyword.value.string, name.wholeMatch(of: /[A-Za-z_][-A-Za-z0-9._]*/) != nil
    else {
      bad(
        keyword, "'\(keyword.name)' must be a name",
        hint: "begin with a letter; use letters, digits, '-', '.' and '_'")
      return nil
    }
    let known = index.resources[resource].anchors[name]
    if known != nil, known != keyword.node {
      bad(keyword, "the anchor '\(name)' is taken")
      return nil
    }
    index.resources[resource].anchors[name] = keyword.node
    return name
  }

  @Sendable private static func reference(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let text = compiler.string(keyword) else { return nil }
    let link = compiler.program.links.count
    if keyword.name == "$ref" { compiler.program.nodes[keyword.node].link = link }
    compiler.program.links.append(SchemaLink(node: keyword.node))
    compiler.references.append(
      Reference(keyword: keyword, text: text, resource: compiler.resource, link: link))
    return { value, walk in walk.follow(link, value) }
  }

  @Sendable private static func definitions(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    _ = compiler.members(keyword)
    return nil
  }
}

/// Linking, once all subschemas are known.
extension SchemaCompiler {
  /// Finds what the references lead to, and reports those that lead nowhere or in a circle.
  mutating func link() {
    for reference in references { resolve(reference) }
    if problems.isEmpty { refuseCircles() }
  }

  private mutating func resolve(_ reference: Reference) {
    let base = SchemaURI(index.resources[reference.resource].uri)
    let uri = SchemaURI(reference.text).resolved(against: base)
    if uri.document == Self.metaschema, uri.fragment ?? "" == "" {
      program.links[reference.link].node = metaschemaNode()
      return
    }
    guard let resource = index.resource(uri.document) else {
      wrong(
        reference, "'\(reference.text)' is in another document, which is not read",
        hint: "copy the schema to '$defs' and write '#/$defs/NAME'")
      return
    }
    let fragment = (uri.fragment ?? "").percentDecoded
    guard let node = index.node(fragment, in: resource) else {
      wrong(reference, "there is no schema at '\(reference.text)'", hint: "write '#/$defs/NAME'")
      return
    }
    program.links[reference.link].node = node
    if reference.keyword.name == "$dynamicRef",
      program.dynamicAnchors[resource][fragment] != nil
    {
      program.links[reference.link].dynamicName = fragment
    } else {
      apply([node], in: reference.keyword)
    }
  }

  private mutating func wrong(_ reference: Reference, _ message: String, hint: String) {
    let near = Spelling.hint(for: reference.text, among: index.names(in: reference.resource))
    problem(
      .badSchemaReference, reference.keyword.pointer, reference.keyword.value.location, message,
      hint: near ?? hint)
  }

  /// A schema that comes back to itself without a step down in the value would never end.
  private mutating func refuseCircles() {
    var known: Set<Int> = []
    for reference in references where program.links[reference.link].dynamicName == nil {
      let start = reference.keyword.node
      let circle = reachable(from: program.links[reference.link].node)
      guard circle.contains(start), known.isDisjoint(with: circle) else { continue }
      known.formUnion(circle)
      problem(
        .endlessSchema, reference.keyword.pointer, reference.keyword.value.location,
        "the reference '\(reference.text)' leads back to itself without end",
        hint: "refer to it from inside 'properties' or 'items', or leave the reference out")
    }
  }

  /// The schema and all that it applies to the same value.
  private func reachable(from node: Int) -> Set<Int> {
    var found: Set<Int> = [node]
    var open = [node]
    while let next = open.popLast() {
      for other in inPlace[next] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }
}
