/// What tells by its form what it is.
enum PersonalShape {
  /// The e-mail addresses, ids and signed tokens in a text, and what URLs hold of secrets.
  static func passages(in text: String) -> [(kind: PersonalKind, text: String)] {
    // To look for a letter is much cheaper than to make a pattern.
    var passages: [(kind: PersonalKind, text: String)] = []
    if text.utf8.contains(UInt8(ascii: "@")) {
      passages += text.matches(of: email).map { (.email, String($0.0)) }
    }
    if text.utf8.count >= 36, text.utf8.contains(UInt8(ascii: "-")) {
      passages += text.matches(of: uuid).map { (.id, String($0.0)) }
    }
    if text.contains("eyJ") {
      passages += text.matches(of: token).map { (.token, String($0.0)) }
    }
    if text.utf8.contains(UInt8(ascii: "=")) {
      passages += text.matches(of: urlSecret).map { (.secret, String($0.1)) }
    }
    return passages
  }

  /// The kind of a text that is nothing but an address, an id or a token.
  static func kind(of text: String) -> PersonalKind? {
    if isEmail(text) { return .email }
    if isID(text) { return .id }
    return text.hasPrefix("eyJ") && text.wholeMatch(of: token) != nil ? .token : nil
  }

  static func isEmail(_ text: String) -> Bool {
    text.contains("@") && text.wholeMatch(of: email) != nil
  }

  static func isID(_ text: String) -> Bool {
    text.utf8.count == 36 && text.wholeMatch(of: uuid) != nil
  }

  static func isDomain(_ text: String) -> Bool {
    text.contains(".")
      && text.wholeMatch(of: /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/) != nil
  }

  /// Whether a text is the code of a country or a language, or a date, which point to nobody.
  static func isCode(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Z]{1,3}|[a-z]{2,3}-[A-Z]{2}|\d{4}-\d\d-\d\d(?:T.*)?/) != nil
  }

  static func isPhone(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9 +().\/-]{5,30}/) != nil && text.count(where: \.isNumber) >= 4
  }

  static func phones(in text: String) -> [String] {
    text.matches(of: /\+?[0-9(][0-9 ().\/-]{5,28}[0-9]/).map { String($0.0) }
  }

  private static var email: Regex<Substring> {
    /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/
  }
  private static var uuid: Regex<Substring> {
    /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
  }
  /// Three parts in base64url, of which the first begins as JSON does (RFC 7519).
  private static var token: Regex<Substring> {
    /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/
  }
  private static var urlSecret: Regex<(Substring, Substring)> {
    /[?&](?:access_token|token|sig|signature|api_?key|password|secret)=([A-Za-z0-9%_.~+-]{6,})/
  }
}
