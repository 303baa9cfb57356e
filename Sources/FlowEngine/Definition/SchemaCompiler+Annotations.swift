import FlowValue

/// Keywords that say something and check nothing, or are read along with another one.
extension SchemaCompiler {
  static let annotationKeywords: [String: Compile] = [
    "$schema": dialect, "$vocabulary": vocabulary, "$comment": text, "title": title,
    "description": text, "default": defaultValue, "examples": examples, "deprecated": flag,
    "readOnly": flag, "writeOnly": flag, "contentEncoding": text, "contentMediaType": text,
    "contentSchema": contentSchema,
  ]

  @Sendable private static func dialect(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck?
  {
    if ![metaschema, metaschema + "#"].contains(keyword.value.string) {
      compiler.bad(keyword, "'$schema' must be \(metaschema)")
    }
    return nil
  }

  @Sendable private static func vocabulary(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    if keyword.value.members?.allSatisfy({ $0.value.value.bool != nil }) != true {
      compiler.bad(keyword, "'$vocabulary' must be an object of true and false")
    }
    return nil
  }

  @Sendable private static func text(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    _ = compiler.string(keyword)
    return nil
  }

  @Sendable private static func flag(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    _ = compiler.bool(keyword)
    return nil
  }

  @Sendable private static func title(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    compiler.program.nodes[keyword.node].title = compiler.string(keyword)
    return nil
  }

  @Sendable private static func defaultValue(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    compiler.program.nodes[keyword.node].defaultValue = keyword.value.value
    return nil
  }

  @Sendable private static func examples(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    if keyword.value.elements == nil { compiler.bad(keyword, "'examples' must be an array") }
    return nil
  }

  @Sendable private static func contentSchema(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    _ = compiler.node(keyword)
    return nil
  }
}
