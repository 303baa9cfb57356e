import FlowValue

/// Keywords that combine schemas.
extension SchemaCompiler {
  static let logicKeywords: [String: Compile] = [
    "allOf": allOf, "anyOf": anyOf, "oneOf": oneOf, "not": negation, "if": condition,
    "then": branch, "else": branch,
  ]

  @Sendable private static func allOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    compiler.apply(nodes, in: keyword)
    return { value, walk in
      for node in nodes { walk.check(value, node) }
    }
  }

  @Sendable private static func anyOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    compiler.apply(nodes, in: keyword)
    return { value, walk in
      var fits = false
      for node in nodes where walk.accepts(value, node) {
        fits = true
        // Further forms that fit matter only to what they have looked at.
        if !walk.program.tracksEvaluation { break }
      }
      if !fits { walk.reportNone(of: nodes, "anyOf", value) }
    }
  }

  @Sendable private static func oneOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    compiler.apply(nodes, in: keyword)
    return { value, walk in
      let fitting = nodes.indices.filter { walk.accepts(value, nodes[$0]) }
      switch fitting.count {
      case 0: walk.reportNone(of: nodes, "oneOf", value)
      case 1: break
      default:
        let names = fitting.map { walk.program.nodes[nodes[$0]].title ?? "form \($0 + 1)" }
        walk.report(
          "oneOf", "must have one of the allowed forms only, not \(Spelling.list(names, "and"))")
      }
    }
  }

  @Sendable private static func negation(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    compiler.apply([node], in: keyword)
    let phrase = negationPhrase(keyword.value)
    return { value, walk in
      if walk.accepts(value, node) { walk.report("not", phrase) }
    }
  }

  /// Says what must not be, where one keyword says it.
  private static func negationPhrase(_ schema: LocatedValue) -> String {
    let phrase =
      switch (schema.members?.first?.key, schema.members?.first?.value) {
      case ("const", let value?): "must not be \(value.value.schemaPhrase)"
      case ("enum", let value?):
        "must not be one of "
          + (value.elements ?? []).map(\.value.schemaPhrase).joined(separator: ", ")
      case ("pattern", let value?): "must not match the pattern \(value.string ?? "")"
      case ("required", let value?):
        "must not have "
          + (value.elements?.count == 1 ? "" : "all of ")
          + Spelling.list((value.elements ?? []).compactMap(\.string), "and")
      default: "has a form that is not allowed"
      }
    return schema.members?.count == 1 ? phrase : "has a form that is not allowed"
  }

  @Sendable private static func condition(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let condition = compiler.node(keyword)
    let then = compiler.sibling("then", of: keyword)
    let otherwise = compiler.sibling("else", of: keyword)
    compiler.apply([condition] + [then, otherwise].compactMap(\.self), in: keyword)
    return { value, walk in
      let branch = walk.accepts(value, condition) ? then : otherwise
      if let branch { walk.check(value, branch) }
    }
  }

  /// `then` and `else` are run by `if`.
  @Sendable private static func branch(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    _ = compiler.node(keyword)
    return nil
  }
}
