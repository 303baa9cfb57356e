import FlowValue

/// Keywords for texts.
extension SchemaCompiler {
  static let stringKeywords: [String: Compile] = [
    "minLength": minLength, "maxLength": maxLength, "pattern": pattern, "format": format,
  ]

  @Sendable private static func minLength(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let least = compiler.count(keyword) else { return nil }
    return { value, walk in
      guard let text = value.string, text.unicodeScalars.count < least else { return }
      walk.report(
        "minLength", least == 1 ? "must not be empty" : "must be at least \(least) characters")
    }
  }

  @Sendable private static func maxLength(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let most = compiler.count(keyword) else { return nil }
    let noun = most == 1 ? "character" : "characters"
    return { value, walk in
      guard let text = value.string, text.unicodeScalars.count > most else { return }
      walk.report("maxLength", "must be at most \(most) \(noun)")
    }
  }

  @Sendable private static func pattern(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck?
  {
    guard let text = keyword.value.string else {
      compiler.bad(keyword, "'pattern' must be a string")
      return nil
    }
    guard let pattern = compiler.pattern(text, keyword, at: keyword.value.location) else {
      return nil
    }
    return { value, walk in
      guard let text = value.string, !pattern.matches(text) else { return }
      walk.report("pattern", "must match the pattern \(pattern.text)")
    }
  }

  @Sendable private static func format(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    guard let name = keyword.value.string else {
      compiler.bad(keyword, "'format' must be a string")
      return nil
    }
    guard let format = SchemaFormat(rawValue: name) else { return nil }
    return { value, walk in
      guard let text = value.string, !format.accepts(text) else { return }
      walk.report("format", "must be \(format.phrase)")
    }
  }
}
