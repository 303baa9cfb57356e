/// A regular expression of a schema, matched anywhere in a text.
///
/// `@unchecked Sendable`: `Regex` is not marked because it may hold closures of a builder; one that
/// is compiled from text holds none and never changes.
struct SchemaPattern: @unchecked Sendable {
  private let regex: Regex<AnyRegexOutput>

  /// Compiles a pattern of ECMA-262 with its flag `u`; `nil` if it is none.
  init?(_ text: String) {
    var translation = SchemaPatternTranslation(text)
    guard let translated = translation.run(), let regex = try? Regex(translated) else { return nil }
    self.regex = regex.asciiOnlyWordCharacters().wordBoundaryKind(.simple)
      .matchingSemantics(.unicodeScalar)
  }

  func matches(_ text: String) -> Bool { text.firstMatch(of: regex) != nil }
}
