import FlowValue

/// Keywords that combine schemas.
extension SchemaCompiler {
  static let logicKeywords: [String: Compile] = [
    "$ref": reference, "$defs": definitions, "allOf": allOf, "anyOf": anyOf, "oneOf": oneOf,
    "not": negation, "if": condition,
  ]

  @Sendable private static func reference(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let text = keyword.value.string else {
      compiler.bad(keyword, "'$ref' must be a string")
      return nil
    }
    compiler.refer(keyword)
    let target = target(text)
    return { value, walk in walk.follow(target, value) }
  }

  @Sendable private static func definitions(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    _ = compiler.members(keyword)
    return nil
  }

  @Sendable private static func allOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    return { value, walk in
      for node in nodes { walk.check(value, node) }
    }
  }

  @Sendable private static func anyOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    return { value, walk in
      let found = nodes.map { walk.trial(value, $0) }
      if found.allSatisfy({ !$0.isEmpty }) { reportNone("anyOf", found, &walk) }
    }
  }

  @Sendable private static func oneOf(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    return { value, walk in
      let found = nodes.map { walk.trial(value, $0) }
      switch found.count(where: \.isEmpty) {
      case 0: reportNone("oneOf", found, &walk)
      case 1: break
      default: walk.report("oneOf", "must have exactly one of the allowed forms, and has several")
      }
    }
  }

  /// Where only one form is of the value's own type, what that form lacks says more than "none".
  private static func reportNone(
    _ keyword: String, _ found: [[SchemaViolation]], _ walk: inout SchemaWalk
  ) {
    let here = walk.pointer
    let near = found.filter { violations in
      !violations.contains { $0.pointer == here && ["type", "const", "enum"].contains($0.keyword) }
    }
    if near.count == 1, let violations = near.first {
      walk.report(violations)
    } else if near.isEmpty, found.allSatisfy({ $0.count == 1 }) {
      let phrases = found.compactMap { $0.first?.message.trimmingPrefix("must be ") }
      walk.report(keyword, "must be " + phrases.joined(separator: " or "))
    } else {
      walk.report(keyword, "has none of the \(found.count) allowed forms")
    }
  }

  @Sendable private static func negation(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword.value, at: keyword.pointer)
    return { value, walk in
      if walk.trial(value, node).isEmpty { walk.report("not", "has a form that is not allowed") }
    }
  }

  @Sendable private static func condition(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let condition = compiler.node(keyword.value, at: keyword.pointer)
    let base = keyword.pointer.dropLast("if".count)
    let then = keyword.schema["then"].map { compiler.node($0, at: base + "then") }
    let otherwise = keyword.schema["else"].map { compiler.node($0, at: base + "else") }
    return { value, walk in
      let branch = walk.trial(value, condition).isEmpty ? then : otherwise
      if let branch { walk.check(value, branch) }
    }
  }
}
