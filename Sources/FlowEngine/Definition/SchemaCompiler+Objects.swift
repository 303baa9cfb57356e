import FlowValue

/// Keywords for objects.
extension SchemaCompiler {
  static let objectKeywords: [String: Compile] = [
    "properties": properties, "patternProperties": patternProperties,
    "additionalProperties": additionalProperties, "propertyNames": propertyNames,
    "required": required, "minProperties": minProperties, "maxProperties": maxProperties,
    "dependentRequired": dependentRequired, "dependentSchemas": dependentSchemas,
  ]

  @Sendable private static func properties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let members = compiler.members(keyword) else { return nil }
    return { value, walk in
      guard let object = value.object else { return }
      for (name, node) in members {
        guard let member = object[name] else { continue }
        walk.check(member, node, at: .member(name))
        walk.evaluate { $0.insert(member: name) }
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
          walk.check(member, node, at: .member(name))
          walk.evaluate { $0.insert(member: name) }
        }
      }
    }
  }

  @Sendable private static func additionalProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    let isForbidden = keyword.value.value.bool == false
    let known = KnownProperties(keyword.schema)
    return { value, walk in
      for (name, member) in value.object ?? [:] where !known.contains(name) {
        if isForbidden {
          walk.report(
            "additionalProperties", "is not a known field\(known.hint(for: name))",
            at: .member(name))
        } else {
          walk.check(member, node, at: .member(name))
        }
        walk.evaluate { $0.insert(member: name) }
      }
    }
  }

  /// The properties that `additionalProperties` leaves to its neighbours.
  struct KnownProperties: Sendable {
    private let names: Set<String>
    private let patterns: [SchemaPattern]

    init(_ schema: LocatedValue) {
      names = Set((schema["properties"]?.members ?? []).map(\.key))
      // A pattern that does not compile is reported by `patternProperties`.
      patterns = (schema["patternProperties"]?.members ?? []).compactMap { SchemaPattern($0.key) }
    }

    func contains(_ name: String) -> Bool {
      names.contains(name) || patterns.contains { $0.matches(name) }
    }

    func hint(for name: String) -> String {
      Spelling.hint(for: name, among: names.sorted()).map { " (\($0))" } ?? ""
    }
  }

  @Sendable private static func propertyNames(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    return { value, walk in
      for name in (value.object ?? [:]).keys
      where !walk.accepts(.string(name), node, at: .member(name)) {
        guard !walk.isQuiet, let found = walk.trial(.string(name), node).first else {
          return walk.report("propertyNames", "")
        }
        walk.report(
          "propertyNames", "has a name that is not allowed: it \(found.message)",
          at: .member(name))
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
        walk.report("required", "is required", at: .member(name))
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
    return { value, walk in
      guard let count = value.object?.count, count > most else { return }
      walk.report("maxProperties", mostPhrase(most, "field"))
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
            "dependentRequired", "is required together with '\(need.name)'", at: .member(other))
        }
      }
    }
  }

  @Sendable private static func dependentSchemas(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let members = compiler.members(keyword) else { return nil }
    compiler.apply(members.map(\.node), in: keyword)
    return { value, walk in
      guard let object = value.object else { return }
      for (name, node) in members where object[name] != nil { walk.check(value, node) }
    }
  }
}
