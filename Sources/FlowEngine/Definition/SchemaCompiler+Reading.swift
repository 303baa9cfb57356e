import FlowValue

/// Values of keywords, checked.
extension SchemaCompiler {
  mutating func count(_ keyword: Keyword) -> Int? {
    if let count = keyword.value.value.schemaCount { return count }
    bad(keyword, "'\(keyword.name)' must be a whole number that is not negative")
    return nil
  }

  mutating func number(_ keyword: Keyword) -> SchemaNumber? {
    if let number = SchemaNumber(keyword.value.value) { return number }
    bad(keyword, "'\(keyword.name)' must be a number, not \(keyword.value.typePhrase)")
    return nil
  }

  mutating func string(_ keyword: Keyword) -> String? {
    if let text = keyword.value.string { return text }
    bad(keyword, "'\(keyword.name)' must be a string")
    return nil
  }

  mutating func bool(_ keyword: Keyword) -> Bool? {
    if let value = keyword.value.value.bool { return value }
    bad(keyword, "'\(keyword.name)' must be true or false")
    return nil
  }

  mutating func names(_ node: LocatedValue, of keyword: Keyword) -> [String]? {
    if let names = node.elements?.map(\.string), names.allSatisfy({ $0 != nil }) {
      return names.compactMap(\.self)
    }
    bad(keyword, "'\(keyword.name)' must be an array of names")
    return nil
  }

  /// The subschema that is the keyword's value.
  mutating func node(_ keyword: Keyword) -> Int { node(keyword.value, at: keyword.pointer) }

  /// The subschema of another keyword of the same schema.
  mutating func sibling(_ name: String, of keyword: Keyword) -> Int? {
    keyword.schema[name].map { node($0, at: "\(keyword.base)/\(name)") }
  }

  /// The subschemas of an array such as `allOf`.
  mutating func nodes(_ keyword: Keyword) -> [Int]? {
    guard let elements = keyword.value.elements, !elements.isEmpty else {
      bad(keyword, "'\(keyword.name)' must be an array of schemas that is not empty")
      return nil
    }
    return elements.enumerated().map { node($1, at: "\(keyword.pointer)/\($0)") }
  }

  /// The subschemas of an object such as `properties`.
  mutating func members(_ keyword: Keyword) -> [(key: String, node: Int)]? {
    guard let members = keyword.value.members else {
      bad(keyword, "'\(keyword.name)' must be an object of schemas")
      return nil
    }
    return members.map { ($0.key, node($0.value, at: "\(keyword.pointer)/\($0.key.pointerToken)")) }
  }

  mutating func pattern(_ text: String, _ keyword: Keyword, at location: SourceLocation)
    -> SchemaPattern?
  {
    if let pattern = SchemaPattern(text) { return pattern }
    if text.contains("(?<=") || text.contains("(?<!") {
      problem(
        .badSchemaPattern, keyword.pointer, location,
        "'\(text)' looks behind with '(?<', which is not supported",
        hint: "match what stands before as well, or use 'not' with a pattern of its own")
    } else {
      problem(
        .badSchemaPattern, keyword.pointer, location, "'\(text)' is not a regular expression",
        hint: "write it as JavaScript does (ECMA-262)")
    }
    return nil
  }

  /// Remembers that a schema applies others to the very same value.
  mutating func apply(_ nodes: [Int], in keyword: Keyword) {
    inPlace[keyword.node, default: []] += nodes
  }
}

extension FlowValue {
  /// The whole number that a keyword such as `minLength` has; `nil` if it is none.
  var schemaCount: Int? {
    guard let number, number >= 0 else { return nil }
    return Int(exactly: number)
  }
}
