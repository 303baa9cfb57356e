/// Formats of texts that are checked; every other one is an annotation.
enum SchemaFormat: String, CaseIterable {
  case date
  case dateTime = "date-time"
  case email
  case hostname
  case uri
  case uuid

  /// "must be …".
  var phrase: String {
    switch self {
    case .date: "a date such as 2026-11-20"
    case .dateTime: "a date and time such as 2026-11-20T09:00:00Z"
    case .email: "an e-mail address"
    case .hostname: "a host name"
    case .uri: "a URI with its scheme, such as https://example.org/"
    case .uuid: "a UUID"
    }
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .date: Self.isDate(text)
    case .dateTime: Self.isDateTime(text)
    case .email: Self.isEmail(text)
    case .hostname: Self.isHostname(text)
    case .uri: Self.isURI(text)
    case .uuid: Self.isUUID(text)
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2])
    else { return false }
    return Timestamp.days(year: year, month: month, day: day) != nil
  }

  /// RFC 3339 demands an offset.
  private static func isDateTime(_ text: String) -> Bool {
    guard Timestamp(text) != nil else { return false }
    return text.hasSuffix("Z") || text.hasSuffix("z") || "+-".contains(text.suffix(6).first ?? " ")
  }

  private static func isEmail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let local = text[..<at]
    let domain = text[text.index(after: at)...]
    let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
    let isLocal = atoms.allSatisfy { atom in !atom.isEmpty && atom.allSatisfy(isAtomText) }
    return isLocal && local.utf8.count <= 64 && isHostname(String(domain))
  }

  private static func isAtomText(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "!#$%&'*+-/=?^_`{|}~".contains(character)
  }

  private static func isHostname(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      }
  }

  private static func isURI(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let scheme = text[..<colon]
    let isScheme =
      scheme.first.map { $0.isASCII && $0.isLetter } ?? false
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return isScheme
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && scalar.value > 32 && scalar.value != 127
          && !"<>\"{}|\\^`".unicodeScalars.contains(scalar)
      }
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }
}
