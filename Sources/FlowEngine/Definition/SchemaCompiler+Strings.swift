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
        "minLength", least == 1 ? "must not be empty" : "must have at least \(least) characters")
    }
  }

  @Sendable private static func maxLength(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    guard let most = compiler.count(keyword) else { return nil }
    return { value, walk in
      guard let text = value.string, text.unicodeScalars.count > most else { return }
      walk.report("maxLength", mostPhrase(most, "character"))
    }
  }

  @Sendable private static func pattern(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck?
  {
    guard let text = compiler.string(keyword),
      let pattern = compiler.pattern(text, keyword, at: keyword.value.location)
    else { return nil }
    let example = keyword.schema["examples"]?.elements?.compactMap(\.string)
      .first(where: pattern.matches)
    let message = "must match the pattern \(text)" + (example.map { ", such as '\($0)'" } ?? "")
    return { value, walk in
      guard let text = value.string, !pattern.matches(text) else { return }
      walk.report("pattern", message)
    }
  }

  @Sendable private static func format(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck? {
    // By the standard a format that is not known is an annotation.
    guard let name = compiler.string(keyword), let format = SchemaFormat(rawValue: name) else {
      return nil
    }
    return { value, walk in
      guard let text = value.string, !format.accepts(text) else { return }
      walk.report("format", "must be \(format.phrase)")
    }
  }
}
