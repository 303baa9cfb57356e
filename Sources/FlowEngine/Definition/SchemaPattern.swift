/// A regular expression of a schema, matched anywhere in a text.
///
/// `@unchecked Sendable`: `Regex` is not marked because it may hold closures of a builder; one that
/// is compiled from text holds none and never changes.
struct SchemaPattern: @unchecked Sendable {
  let text: String
  private let regex: Regex<AnyRegexOutput>

  /// Compiles ECMA-262 text as far as Swift's syntax follows it; `nil` if it does not compile.
  init?(_ text: String) {
    guard let regex = try? Regex(Self.translated(text)) else { return nil }
    self.text = text
    self.regex = regex.asciiOnlyDigits().asciiOnlyWordCharacters()
      .matchingSemantics(.unicodeScalar)
  }

  func matches(_ text: String) -> Bool { text.firstMatch(of: regex) != nil }

  /// In ECMA-262 `^` and `$` are the ends of the text (Swift's `$` lets a line end follow), and
  /// `[`, `&&`, `--` and `~~` have no meaning inside a class.
  private static func translated(_ text: String) -> String {
    var result = ""
    var isInClass = false
    var isEscaped = false
    for character in text {
      switch character {
      case _ where isEscaped: result.append(character)
      case "[" where isInClass: result += "\\["
      case "&" where isInClass, "~" where isInClass: result += "\\\(character)"
      case "^" where !isInClass: result += "\\A"
      case "$" where !isInClass: result += "\\z"
      default: result.append(character)
      }
      let wasEscaped = isEscaped
      isEscaped = character == "\\" && !wasEscaped
      if character == "[", !wasEscaped { isInClass = true }
      if character == "]", !wasEscaped { isInClass = false }
    }
    return result
  }
}
