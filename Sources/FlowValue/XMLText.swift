extension String {
  /// The text as XML 1.0 has it between tags and in attributes: markup written out, what it cannot
  /// hold replaced by U+FFFD.
  ///
  /// Tabs and line ends are references, which alone survive in an attribute.
  ///
  /// Source: https://www.w3.org/TR/xml/#charsets and #AVNormalize
  package var xml: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n", "\r": text += "&#\(scalar.value);"
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        text.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
  }
}
