import FlowValue

/// Keywords for values of every type.
extension SchemaCompiler {
  static let valueKeywords: [String: Compile] = [
    "type": type, "enum": enumeration, "const": constant,
  ]

  private static let types = [
    "null": "null", "boolean": "true or false", "integer": "a whole number",
    "number": "a number", "string": "a text", "array": "a list", "object": "an object",
  ]

  @Sendable private static func type(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    let names = keyword.value.string.map { [$0] } ?? keyword.value.elements?.compactMap(\.string)
    guard let names, !names.isEmpty, names.count == keyword.value.elements?.count ?? 1,
      names.allSatisfy({ types[$0] != nil })
    else {
      let wrong = names?.first { types[$0] == nil }
      compiler.bad(
        keyword, "'type' must be one of \(Spelling.list(types.keys.sorted(), "and"))",
        hint: wrong.flatMap { Spelling.hint(for: $0, among: types.keys) })
      return nil
    }
    let phrase = names.compactMap { types[$0] }.joined(separator: " or ")
    return { value, walk in
      if !names.contains(where: { value.isOfSchemaType($0) }) {
        walk.report("type", "must be \(phrase)")
      }
    }
  }

  @Sendable private static func enumeration(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let values = keyword.value.value.array else {
      compiler.bad(keyword, "'enum' must be an array of values")
      return nil
    }
    let phrase = values.isEmpty ? "is not allowed" : "must be \(choicePhrase(values))"
    let texts = values.compactMap(\.string)
    let keys = Set(values.map(SchemaKey.init))
    return { value, walk in
      if keys.contains(SchemaKey(value)) { return }
      let near = value.string.flatMap { text in
        // Of short codes every one is near every other.
        text.count > 2 ? Spelling.hint(for: text, among: texts) : nil
      }
      walk.report("enum", phrase + (near.map { " (\($0))" } ?? ""))
    }
  }

  /// "one of 'a', 'b'"; a long list is cut.
  private static func choicePhrase(_ values: [FlowValue]) -> String {
    if values.count == 1 { return values[0].schemaPhrase }
    let shown = values.count > 12 ? 10 : values.count
    let rest = values.count > shown ? " and \(values.count - shown) more" : ""
    return "one of " + values.prefix(shown).map(\.schemaPhrase).joined(separator: ", ") + rest
  }

  @Sendable private static func constant(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let constant = SchemaKey(keyword.value.value)
    let message = "must be \(keyword.value.value.schemaPhrase)"
    return { value, walk in
      if SchemaKey(value) != constant { walk.report("const", message) }
    }
  }
}

extension FlowValue {
  /// Whether the value has the type, where a secret stands for the text that it will become.
  fileprivate func isOfSchemaType(_ type: String) -> Bool {
    switch (type, self) {
    case ("null", .null), ("boolean", .bool), ("string", .string), ("string", .secret),
      ("array", .array), ("object", .object), ("number", .integer), ("number", .double),
      ("integer", .integer):
      true
    case ("integer", .double): SchemaNumber(self)?.isInteger ?? false
    default: false
    }
  }

  /// The value in a message: text in quotes.
  var schemaPhrase: String { string.map { "'\($0)'" } ?? json }
}
