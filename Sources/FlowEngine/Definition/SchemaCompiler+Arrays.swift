import FlowValue

/// Keywords for arrays.
extension SchemaCompiler {
  static let arrayKeywords: [String: Compile] = [
    "items": items, "prefixItems": prefixItems, "contains": contains, "minContains": bound,
    "maxContains": bound, "minItems": minItems, "maxItems": maxItems, "uniqueItems": uniqueItems,
  ]

  @Sendable private static func items(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    if keyword.value.elements != nil {
      compiler.bad(keyword, "'items' must be one schema", hint: "use 'prefixItems' for an array")
      return nil
    }
    let node = compiler.node(keyword)
    let first = keyword.schema["prefixItems"]?.elements?.count ?? 0
    return { value, walk in
      guard let elements = value.array else { return }
      for (index, element) in elements.enumerated().dropFirst(first) {
        walk.check(element, node, at: .element(index))
      }
      walk.evaluate { $0.insertAllElements() }
    }
  }

  @Sendable private static func prefixItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    return { value, walk in
      guard let elements = value.array else { return }
      for (index, (element, node)) in zip(elements, nodes).enumerated() {
        walk.check(element, node, at: .element(index))
      }
      walk.evaluate { $0.insert(first: nodes.count) }
    }
  }

  @Sendable private static func contains(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    let least = keyword.schema["minContains"]?.value.schemaCount ?? 1
    let most = keyword.schema["maxContains"]?.value.schemaCount
    let name = keyword.value["const"]?.value.schemaPhrase
    return { value, walk in
      guard let elements = value.array else { return }
      let fitting = elements.indices.filter {
        walk.accepts(elements[$0], node, at: .element($0))
      }
      walk.evaluate { evaluation in for index in fitting { evaluation.insert(element: index) } }
      if fitting.count < least {
        walk.report("contains", amount(of: name, "at least", least))
      }
      if let most, fitting.count > most {
        walk.report("contains", amount(of: name, "at most", most))
      }
    }
  }

  /// "must contain at least 2 fitting items", or with the item's value "must contain 'a' at most once".
  private static func amount(of name: String?, _ bound: String, _ count: Int) -> String {
    guard let name else {
      let items = count == 1 ? "one fitting item" : "\(count) fitting items"
      return "must contain \(bound) \(items)"
    }
    if bound == "at least", count == 1 { return "must contain \(name)" }
    return "must contain \(name) \(bound) \(count == 1 ? "once" : "\(count) times")"
  }

  @Sendable private static func bound(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    _ = compiler.count(keyword)
    return nil
  }

  @Sendable private static func minItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let least = compiler.count(keyword) else { return nil }
    return { value, walk in
      guard let count = value.array?.count, count < least else { return }
      walk.report(
        "minItems", least == 1 ? "must not be empty" : "must have at least \(least) items")
    }
  }

  @Sendable private static func maxItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let most = compiler.count(keyword) else { return nil }
    return { value, walk in
      guard let count = value.array?.count, count > most else { return }
      walk.report("maxItems", mostPhrase(most, "item"))
    }
  }

  @Sendable private static func uniqueItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let isUnique = compiler.bool(keyword), isUnique else { return nil }
    return { value, walk in
      var seen: Set<SchemaKey> = []
      let repeated = value.array?.first { !seen.insert(SchemaKey($0)).inserted }
      if let repeated { walk.report("uniqueItems", "must not repeat \(repeated.schemaPhrase)") }
    }
  }

  /// "must have at most 2 items".
  static func mostPhrase(_ most: Int, _ noun: String) -> String {
    if most == 0 { return "must be empty" }
    return "must have at most \(most) \(noun)\(most == 1 ? "" : "s")"
  }
}
