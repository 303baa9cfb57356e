/// URIs of RFC 3986, IRIs of RFC 3987 and templates of RFC 6570.
extension SchemaFormat {
  /// Whether the text is a URI or a relative reference.
  static func isURI(_ text: String, isInternational: Bool) -> Bool {
    let uri = SchemaURI(text)
    let pathSigns = ":@/"
    return uri.scheme.map(isScheme) ?? true
      && uri.authority.map { isAuthority($0, isInternational) } ?? true
      && isPart(uri.path, pathSigns, isInternational)
      && isPart(uri.query ?? "", pathSigns + "?", isInternational, isQuery: true)
      && isPart(uri.fragment ?? "", pathSigns + "?", isInternational)
  }

  private static func isScheme(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isAlphanumeric(first), !("0"..."9" ~= first) else {
      return false
    }
    let signs = "+-.".unicodeScalars
    return text.unicodeScalars.allSatisfy { isAlphanumeric($0) || signs.contains($0) }
  }

  private static func isAuthority(_ text: String, _ isInternational: Bool) -> Bool {
    var rest = Substring(text)
    if let at = rest.lastIndex(of: "@") {
      guard isPart(String(rest[..<at]), ":", isInternational) else { return false }
      rest = rest[rest.index(after: at)...]
    }
    var port = Substring()
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
      port = rest[rest.index(after: colon)...]
      rest = rest[..<colon]
    }
    guard port.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    guard rest.hasPrefix("[") else { return isPart(String(rest), "", isInternational) }
    guard rest.hasSuffix("]") else { return false }
    let address = rest.dropFirst().dropLast()
    return isIPv6(address) || isFutureAddress(address)
  }

  /// `v1.fe`, for addresses that are to come.
  private static func isFutureAddress(_ text: Substring) -> Bool {
    guard let first = text.first, "vV".contains(first), let dot = text.firstIndex(of: ".") else {
      return false
    }
    let version = text[..<dot].dropFirst()
    let address = text[text.index(after: dot)...]
    return !version.isEmpty && version.allSatisfy { $0.isASCII && $0.isHexDigit }
      && !address.isEmpty && !address.contains("%") && isPart(String(address), ":", false)
  }

  /// Whether the text has only letters, digits, escapes, the signs that are free everywhere, and
  /// those given.
  private static func isPart(
    _ text: String, _ signs: String, _ isInternational: Bool, isQuery: Bool = false
  ) -> Bool {
    let scalars = Array(text.unicodeScalars)
    let free = ("-._~!$&'()*+,;=" + signs).unicodeScalars
    return scalars.indices.allSatisfy { index in
      let scalar = scalars[index]
      if scalar == "%" { return isEscape(scalars[index...]) }
      if !scalar.isASCII { return isInternational && isInternationalCharacter(scalar, isQuery) }
      return isAlphanumeric(scalar) || free.contains(scalar)
    }
  }

  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let digits = scalars.dropFirst().prefix(2)
    return digits.count == 2 && digits.allSatisfy(\.properties.isASCIIHexDigit)
  }

  private static func isInternationalCharacter(_ scalar: Unicode.Scalar, _ isQuery: Bool) -> Bool {
    switch scalar.properties.generalCategory {
    case .privateUse: isQuery
    case .control, .unassigned: false
    default: scalar.value >= 0xA0
    }
  }

  static func isURITemplate(_ text: String) -> Bool {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{":
        guard let end = rest.firstIndex(of: "}"),
          isTemplateExpression(Substring(rest[..<end]))
        else { return false }
        rest = rest[rest.index(after: end)...]
      case "%":
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
          return false
        }
      default: guard isTemplateLiteral(scalar) else { return false }
      }
    }
    return true
  }

  /// An operator and variables, each with a length or a `*` behind it.
  private static func isTemplateExpression(_ text: Substring) -> Bool {
    let operators = "+#./;?&=,!@|"
    let list = text.first.map(operators.contains) == true ? text.dropFirst() : text
    return list.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { variable in
      let end = variable.firstIndex { ":*".contains($0) } ?? variable.endIndex
      let names = variable[..<end].split(separator: ".", omittingEmptySubsequences: false)
      let tail = variable[end...]
      return names.allSatisfy { $0.wholeMatch(of: /(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+/) != nil }
        && (tail.isEmpty || tail == "*" || tail.wholeMatch(of: /:[1-9][0-9]{0,3}/) != nil)
    }
  }

  private static func isTemplateLiteral(_ scalar: Unicode.Scalar) -> Bool {
    if !scalar.isASCII { return scalar.properties.generalCategory != .control }
    return scalar.value > 32 && scalar.value != 127
      && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
  }
}
