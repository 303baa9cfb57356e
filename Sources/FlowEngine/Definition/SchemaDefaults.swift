import FlowValue

/// What one keyword fills in, at a depth of subschemas.
typealias SchemaFill = @Sendable (inout FlowValue, SchemaDefaults, Int) -> Void

/// Fills in the defaults of a compiled schema.
struct SchemaDefaults: Sendable {
  let program: SchemaProgram

  /// A default may bring members that have defaults of their own, without end.
  private static let maximalDepth = 64

  func filling(_ value: FlowValue, _ id: Int, depth: Int) -> FlowValue {
    guard depth < Self.maximalDepth else { return value }
    var filled = value
    for fill in program.nodes[id].fills { fill(&filled, self, depth + 1) }
    return filled
  }

  func accepts(_ value: FlowValue, _ id: Int) -> Bool {
    var walk = SchemaWalk(program: program)
    return walk.accepts(value, id)
  }

  /// The default of a subschema, or of the one that it refers to.
  func defaultValue(of id: Int, depth: Int = 0) -> FlowValue? {
    let node = program.nodes[id]
    if let value = node.defaultValue { return value }
    guard depth < Self.maximalDepth, let link = node.link else { return nil }
    return defaultValue(of: program.links[link].node, depth: depth + 1)
  }
}

/// Keywords that lead to defaults.
extension SchemaCompiler {
  /// What the keywords of a schema fill in: those for the whole value first, then for its parts.
  mutating func fills(_ schema: LocatedValue, at pointer: String) -> [SchemaFill] {
    var fills: [SchemaFill] = []
    if let link = index.nodes[pointer].flatMap({ program.nodes[$0].link }) {
      fills.append { value, defaults, depth in
        value = defaults.filling(value, defaults.program.links[link].node, depth: depth)
      }
    }
    let parts = subschemas("allOf", schema, pointer)
    if !parts.isEmpty {
      fills.append { value, defaults, depth in
        for part in parts { value = defaults.filling(value, part, depth: depth) }
      }
    }
    fills += [memberFill(schema, at: pointer), elementFill(schema, at: pointer)].compactMap(\.self)
    if let fill = conditionFill(schema, at: pointer) { fills.append(fill) }
    return fills
  }

  private func subschemas(
    _ keyword: String, _ schema: LocatedValue, _ pointer: String
  ) -> [Int] {
    (schema[keyword]?.elements ?? []).indices
      .compactMap { index.nodes["\(pointer)/\(keyword)/\($0)"] }
  }

  private func memberFill(_ schema: LocatedValue, at pointer: String) -> SchemaFill? {
    let properties = (schema["properties"]?.members ?? []).compactMap { member in
      index.nodes["\(pointer)/properties/\(member.key.pointerToken)"].map { (member.key, $0) }
    }
    let others = index.nodes["\(pointer)/additionalProperties"]
    if properties.isEmpty, others == nil { return nil }
    let known = others.map { _ in KnownProperties(schema) }
    return { value, defaults, depth in
      guard case .object(var members) = value else { return }
      if let others, let known {
        for (name, member) in members where !known.contains(name) {
          members[name] = defaults.filling(member, others, depth: depth)
        }
      }
      for (name, node) in properties {
        if let member = members[name] ?? defaults.defaultValue(of: node) {
          members[name] = defaults.filling(member, node, depth: depth)
        }
      }
      value = .object(members)
    }
  }

  private func elementFill(_ schema: LocatedValue, at pointer: String) -> SchemaFill? {
    let first = subschemas("prefixItems", schema, pointer)
    let rest = index.nodes["\(pointer)/items"]
    if first.isEmpty, rest == nil { return nil }
    return { value, defaults, depth in
      guard case .array(let elements) = value else { return }
      value = .array(
        elements.enumerated().map { index, element in
          let node = first.indices.contains(index) ? first[index] : rest
          return node.map { defaults.filling(element, $0, depth: depth) } ?? element
        })
    }
  }

  /// The branch is chosen by the value with the defaults that stand beside `if`.
  private func conditionFill(_ schema: LocatedValue, at pointer: String) -> SchemaFill? {
    guard let condition = index.nodes["\(pointer)/if"] else { return nil }
    let then = index.nodes["\(pointer)/then"]
    let otherwise = index.nodes["\(pointer)/else"]
    return { value, defaults, depth in
      guard let branch = defaults.accepts(value, condition) ? then : otherwise else { return }
      value = defaults.filling(value, branch, depth: depth)
    }
  }
}
