import Foundation

/// A part of a text that is another text in base64.
struct Base64Passage {
  let range: Range<String.Index>
  /// What it says.
  let decoded: String
  private let isBinary: Bool
  private let isForURLs: Bool
  private let isPadded: Bool
  /// The length of its lines and what ends them, where it has several.
  private let lines: (length: Int, end: String)?

  /// All in a text, in their order.
  static func all(in text: String) -> [Base64Passage] {
    guard mayHoldSome(text) else { return [] }
    return text.matches(of: pattern).flatMap { match in
      if let whole = Base64Passage(text, match.range) { return [whole] }
      // Of a path, each part may be one.
      return text[match.range].split(separator: "/").compactMap {
        Base64Passage(text, $0.startIndex..<$0.endIndex)
      }
    }
  }

  /// To count characters is much cheaper than to make a pattern.
  private static func mayHoldSome(_ text: String) -> Bool {
    var length = 0
    for byte in text.utf8 {
      length = isDigit(byte) ? length + 1 : 0
      if length >= 12 { return true }
    }
    return text.contains("?B?") || text.contains("?b?")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static var pattern: Regex<Substring> {
    /(?:[A-Za-z0-9+\/_-]{60,}\r?\n)*[A-Za-z0-9+\/_-]{4,}={0,2}/.matchingSemantics(
      .unicodeScalar)
  }

  private init?(_ text: String, _ range: Range<String.Index>) {
    let isWord = text[..<range.lowerBound].suffix(3).lowercased() == "?b?"
    guard text[range].utf8.count >= (isWord ? 4 : 12) else { return nil }
    let passage = String(text[range])
    isForURLs = passage.contains { "-_".contains($0) }
    let rows = passage.split(whereSeparator: \.isNewline)
    lines = rows.count > 1 ? (rows[0].count, passage.contains("\r\n") ? "\r\n" : "\n") : nil
    guard let data = Self.data(rows.joined()) else { return nil }
    isPadded = passage.contains("=") || data.count % 3 == 0 && !isForURLs
    if let decoded = String(data: data, encoding: .utf8),
      decoded.unicodeScalars.allSatisfy(Self.isText)
    {
      (self.decoded, isBinary) = (decoded, false)
    } else if data.count >= 64, let decoded = String(data: data, encoding: .isoLatin1) {
      (self.decoded, isBinary) = (decoded, true)
    } else {
      return nil
    }
    self.range = range
  }

  /// Another text in the same notation; `nil` if its characters have no place in it.
  func encoded(_ text: String) -> String? {
    guard let data = text.data(using: isBinary ? .isoLatin1 : .utf8) else { return nil }
    var encoded = data.base64EncodedString()
    if isForURLs { encoded = encoded.replacing("+", with: "-").replacing("/", with: "_") }
    if !isPadded { encoded = encoded.replacing("=", with: "") }
    guard let lines else { return encoded }
    let characters = Array(encoded)
    return stride(from: 0, to: characters.count, by: lines.length).map {
      String(characters[$0..<min($0 + lines.length, characters.count)])
    }.joined(separator: lines.end)
  }

  private static func data(_ text: String) -> Data? {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/").replacing("=", with: "")
    let rest = plain.utf8.count % 4
    return Data(base64Encoded: plain + String(repeating: "=", count: rest == 0 ? 0 : 4 - rest))
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 32 && scalar.value != 127 || "\t\r\n".unicodeScalars.contains(scalar)
  }
}
