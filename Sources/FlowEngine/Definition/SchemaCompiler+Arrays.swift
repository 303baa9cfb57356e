import FlowValue

/// Keywords for arrays.
extension SchemaCompiler {
  static let arrayKeywords: [String: Compile] = [
    "items": items, "prefixItems": prefixItems, "contains": contains, "minItems": minItems,
    "maxItems": maxItems, "uniqueItems": uniqueItems,
  ]

  @Sendable private static func items(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    if keyword.value.elements != nil {
      compiler.bad(keyword, "'items' must be one schema", hint: "use 'prefixItems' for an array")
      return nil
    }
    let node = compiler.node(keyword.value, at: keyword.pointer)
    let first = keyword.schema["prefixItems"]?.elements?.count ?? 0
    return { value, walk in
      for (index, element) in (value.array ?? []).enumerated().dropFirst(first) {
        walk.check(element, node, element: index)
      }
    }
  }

  @Sendable private static func prefixItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let nodes = compiler.nodes(keyword) else { return nil }
    return { value, walk in
      for (index, (element, node)) in zip(value.array ?? [], nodes).enumerated() {
        walk.check(element, node, element: index)
      }
    }
  }

  @Sendable private static func contains(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword.value, at: keyword.pointer)
    let least = bound("minContains", &compiler, keyword) ?? 1
    let most = bound("maxContains", &compiler, keyword)
    return { value, walk in
      guard let elements = value.array else { return }
      let count = elements.count { walk.trial($0, node).isEmpty }
      if count < least { walk.report("contains", "must contain at least \(least) fitting items") }
      if let most, count > most {
        walk.report("contains", "must contain at most \(most) fitting items")
      }
    }
  }

  private static func bound(
    _ name: String, _ compiler: inout Self, _ contains: Keyword
  ) -> Int? {
    guard let member = contains.schema.members?.first(where: { $0.key == name }) else { return nil }
    return compiler.count(
      Keyword(
        name: name, value: member.value, schema: contains.schema,
        pointer: contains.pointer.replacing(/[^\/]*$/, with: name), location: member.location))
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
    let noun = most == 1 ? "item" : "items"
    return { value, walk in
      guard let count = value.array?.count, count > most else { return }
      walk.report("maxItems", "must have at most \(most) \(noun)")
    }
  }

  @Sendable private static func uniqueItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let isUnique = keyword.value.value.bool else {
      compiler.bad(keyword, "'uniqueItems' must be true or false")
      return nil
    }
    guard isUnique else { return nil }
    return { value, walk in
      let elements = value.array ?? []
      let repeated = elements.indices.contains { index in
        elements[..<index].contains { $0.equalsInSchema(elements[index]) }
      }
      if repeated { walk.report("uniqueItems", "must not repeat an item") }
    }
  }
}
