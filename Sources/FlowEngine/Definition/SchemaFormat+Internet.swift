/// Addresses of the Internet.
extension SchemaFormat {
  /// RFC 5321: names with dots or a quoted text before the `@`, a host or an address in brackets
  /// behind it.
  static func isEmail(_ text: String, isInternational: Bool) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let local = text[..<at]
    let domain = text[text.index(after: at)...]
    guard isQuoted(local) || isDotted(local, isInternational), local.utf8.count <= 64 else {
      return false
    }
    guard domain.hasPrefix("["), domain.hasSuffix("]") else {
      return isHostname(String(domain), isInternational: isInternational)
    }
    let address = domain.dropFirst().dropLast()
    return address.hasPrefix("IPv6:") ? isIPv6(address.dropFirst(5)) : isIPv4(address)
  }

  private static func isDotted(_ text: Substring, _ isInternational: Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.unicodeScalars.allSatisfy { scalar in
          if !scalar.isASCII { return isInternational }
          return isAlphanumeric(scalar) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
        }
    }
  }

  private static func isQuoted(_ text: Substring) -> Bool {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return false }
    var isEscaped = false
    for byte in text.dropFirst().dropLast().utf8 {
      if !isEscaped, byte == UInt8(ascii: "\"") || byte < 32 || byte == 127 { return false }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return !isEscaped
  }

  /// Whether the text is a host name by RFC 1123.
  ///
  /// Names in other scripts are held to letters, marks, digits and lengths; the tables of IDNA, by
  /// which registries go, are not here.
  static func isHostname(_ text: String, isInternational: Bool) -> Bool {
    let dots: Set<Unicode.Scalar> = isInternational ? [".", "。", "．", "｡"] : ["."]
    let labels = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: dots.contains)
    return text.unicodeScalars.count <= 253
      && labels.allSatisfy { label in
        1...63 ~= label.count && label.first != "-" && label.last != "-"
          && label.first?.properties.generalCategory.isMark == false
          && label.allSatisfy { scalar in
            isAlphanumeric(scalar) || scalar == "-"
              || (isInternational && !scalar.isASCII && isNamePart(scalar))
          }
      }
  }

  /// Letters, marks and digits of other scripts, and the signs that IDNA allows between them.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category.isMark || category == .decimalNumber || scalar.properties.isAlphabetic
      || "·͵׳״・\u{200C}\u{200D}۽۾་〇".unicodeScalars.contains(scalar)
  }

  static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        1...3 ~= part.utf8.count && part.allSatisfy { $0.isASCII && $0.isNumber }
          && (part == "0" || part.first != "0") && Int(part) ?? 256 < 256
      }
  }

  /// RFC 4291: eight groups, of which `::` may stand for some, and the last two may be an IPv4
  /// address.
  static func isIPv6(_ text: Substring) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    let counts = halves.enumerated().map { index, half in
      groups(half, isLast: index == halves.count - 1)
    }
    guard counts.allSatisfy({ $0 != nil }) else { return false }
    let count = counts.reduce(0) { $0 + ($1 ?? 0) }
    return halves.count == 1 ? count == 8 : count <= 7
  }

  /// How many groups of 16 bits the text has; `nil` if one of them is none.
  private static func groups(_ text: Substring, isLast: Bool) -> Int? {
    if text.isEmpty { return 0 }
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    if isLast, let last = parts.last, last.contains(".") {
      guard isIPv4(last) else { return nil }
      parts.removeLast()
      count = 2
    }
    let areGroups = parts.allSatisfy { part in
      1...4 ~= part.utf8.count && part.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
    return areGroups ? count + parts.count : nil
  }

  static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    self == .nonspacingMark || self == .spacingMark || self == .enclosingMark
  }
}
