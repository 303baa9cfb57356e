import Yams

/// U+FEFF, which some editors put before a file's text; it belongs to the text only further inside.
package struct ByteOrderMarks {
  package static let mark: Unicode.Scalar = "\u{FEFF}"

  private let source: SourceText
  /// Whether a text of the file may begin with one.
  private let isPossible: Bool

  init(_ text: String, _ source: SourceText) {
    self.source = source
    isPossible = text.unicodeScalars.contains(Self.mark) || text.lowercased().contains("feff")
  }

  /// A file's text without the mark that it begins with.
  package static func removed(from text: String) -> String {
    text.unicodeScalars.first == mark ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The text of a scalar, from whose beginning the library takes a mark away.
  func text(of scalar: Node.Scalar) -> String {
    guard isPossible, let place = scalar.mark, let line = source.line(place.line) else {
      return scalar.string
    }
    let rest = String(line.unicodeScalars.dropFirst(place.column - 1))
    let isMarked: Bool =
      switch scalar.style {
      case .doubleQuoted:
        rest.prefixMatch(
          of: /(?:[!&]\S*\s+)*"(?:\x{FEFF}|\\u[fF][eE][fF][fF]|\\U0000[fF][eE][fF][fF])/
            .matchingSemantics(.unicodeScalar)) != nil
      case .singleQuoted:
        rest.prefixMatch(of: /(?:[!&]\S*\s+)*'\x{FEFF}/.matchingSemantics(.unicodeScalar)) != nil
      default: rest.unicodeScalars.first == Self.mark
      }
    return isMarked ? "\u{FEFF}" + scalar.string : scalar.string
  }
}
