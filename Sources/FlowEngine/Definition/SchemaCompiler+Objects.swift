import FlowValue

/// Keywords for objects.
extension SchemaCompiler {
  static let objectKeywords: [String: Compile] = [
    "properties": properties, "patternProperties": patternProperties,
    "additionalProperties": additionalProperties, "propertyNames": propertyNames,
    "required": required, "minProperties": minProperties, "maxProperties": maxProperties,
    "dependentRequired": dependentRequired,
  ]

  @Sendable private static func properties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let members = compiler.members(keyword) else { return nil }
    return { value, walk in
      guard let object = value.object else { return }
      for (name, node) in members {
        if let member = object[name] { walk.check(member, node, member: name) }
      }
    }
  }

  @Sendable private static func patternProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let members = compiler.members(keyword) else { return nil }
    let places = (keyword.value.members ?? []).map(\.location)
    let patterns = zip(members, places).compactMap { member, place in
      compiler.pattern(member.key, keyword, at: place).map { (pattern: $0, node: member.node) }
    }
    return { value, walk in
      for (name, member) in value.object ?? [:] {
        for (pattern, node) in patterns where pattern.matches(name) {
          walk.check(member, node, member: name)
        }
      }
    }
  }

  @Sendable private static func additionalProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword.value, at: keyword.pointer)
    let isForbidden = keyword.value.value.bool == false
    let known = (keyword.schema["properties"]?.members ?? []).map(\.key)
    // A pattern that does not compile is reported by `patternProperties`.
    let patterns = (keyword.schema["patternProperties"]?.members ?? [])
      .compactMap { SchemaPattern($0.key) }
    return { value, walk in
      for (name, member) in value.object ?? [:]
      where !known.contains(name) && !patterns.contains(where: { $0.matches(name) }) {
        if isForbidden {
          let near = Spelling.hint(for: name, among: known).map { " (\($0))" } ?? ""
          walk.report("additionalProperties", "is not a known field\(near)", member: name)
        } else {
          walk.check(member, node, member: name)
        }
      }
    }
  }

  @Sendable private static func propertyNames(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword.value, at: keyword.pointer)
    return { value, walk in
      for name in (value.object ?? [:]).keys {
        guard let found = walk.trial(.string(name), node).first else { continue }
        walk.report(
          "propertyNames", "has a name that is not allowed: it \(found.message)", member: name)
      }
    }
  }

  @Sendable private static func required(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let names = compiler.names(keyword.value, of: keyword) else { return nil }
    return { value, walk in
      guard let object = value.object else { return }
      for name in names where object[name] == nil {
        walk.report("required", "is required", member: name)
      }
    }
  }

  @Sendable private static func minProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let least = compiler.count(keyword) else { return nil }
    return { value, walk in
      guard let count = value.object?.count, count < least else { return }
      walk.report(
        "minProperties", least == 1 ? "must not be empty" : "must have at least \(least) fields")
    }
  }

  @Sendable private static func maxProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let most = compiler.count(keyword) else { return nil }
    let noun = most == 1 ? "field" : "fields"
    return { value, walk in
      guard let count = value.object?.count, count > most else { return }
      walk.report("maxProperties", "must have at most \(most) \(noun)")
    }
  }

  @Sendable private static func dependentRequired(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let members = keyword.value.members else {
      compiler.bad(keyword, "'dependentRequired' must be an object of arrays of names")
      return nil
    }
    let needs = members.compactMap { member in
      compiler.names(member.value, of: keyword).map { (name: member.key, others: $0) }
    }
    return { value, walk in
      guard let object = value.object else { return }
      for need in needs where object[need.name] != nil {
        for other in need.others where object[other] == nil {
          walk.report(
            "dependentRequired", "is required together with '\(need.name)'", member: other)
        }
      }
    }
  }
}
