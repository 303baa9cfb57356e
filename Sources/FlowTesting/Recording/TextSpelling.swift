import Foundation

/// Ways to write a text inside of others: in URLs, forms, mails and pages.
enum TextSpelling: CaseIterable {
  /// As URLs and forms have it; what of it may stay is a matter of taste.
  case percent, lowerPercent, uri, form
  /// As bodies and headers of mails have it (RFC 2045 and 2047).
  case quotedPrintable, encodedWord
  case markup, json

  /// Whether all of them are the text itself.
  static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy(isUnreserved) }

  func of(_ text: String) -> String {
    switch self {
    case .percent: Self.escaped(text) { Self.isUnreserved($0) }
    case .lowerPercent: Self.escaped(text, digits: "%02x") { Self.isUnreserved($0) }
    case .uri: Self.escaped(text) { Self.isUnreserved($0) || Self.reserved.contains($0) }
    case .form: Self.escaped(text) { Self.isUnreserved($0) }.replacing("%20", with: "+")
    case .quotedPrintable: Self.escaped(text, mark: "=") { $0 < 128 && $0 != UInt8(ascii: "=") }
    case .encodedWord:
      Self.escaped(text, mark: "=") { $0 < 128 && !Self.special.contains($0) }
        .replacing(" ", with: "_")
    case .markup:
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    case .json:
      text.utf16.map { $0 < 128 ? String(UnicodeScalar(UInt8($0))) : String(format: "\\u%04x", $0) }
        .joined()
    }
  }

  private static let reserved = Set("@&=+$,;:'()!*/".utf8)
  private static let marks = Set("-._~".utf8)
  private static let special = Set("=?_".utf8)

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: marks.contains(byte)
    }
  }

  private static func escaped(
    _ text: String, mark: String = "%", digits: String = "%02X", keeping: (UInt8) -> Bool
  ) -> String {
    text.utf8.map { byte in
      keeping(byte) ? String(UnicodeScalar(byte)) : mark + String(format: digits, Int(byte))
    }.joined()
  }
}
