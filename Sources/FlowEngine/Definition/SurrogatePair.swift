import Yams

/// Two escapes of JSON for one character, such as `\ud83d\ude00`, which YAML does not join.
struct SurrogatePair {
  /// As it is written.
  let text: String
  /// Where it begins in its line, from 1.
  let column: Int
  let character: Unicode.Scalar

  /// The one that a place is in; `nil` if there is none.
  init?(at mark: Mark, in source: SourceText) {
    let pattern = /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/
    let line = source.line(mark.line) ?? ""
    func column(_ index: String.Index) -> Int {
      line.unicodeScalars.distance(from: line.startIndex, to: index) + 1
    }
    let found = line.matches(of: pattern).first { match in
      column(match.range.lowerBound) <= mark.column && mark.column < column(match.range.upperBound)
    }
    guard let found, let high = UInt32(found.1, radix: 16), let low = UInt32(found.2, radix: 16),
      let character = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { return nil }
    text = String(found.0)
    self.column = column(found.range.lowerBound)
    self.character = character
  }

  /// The character's one escape in YAML.
  var escape: String {
    let digits = String(character.value, radix: 16, uppercase: true)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
