/// What of a person or a company a text tells.
enum PersonalKind: String, CaseIterable {
  /// As schemas mark it, by `x-personal`.
  case name, email, phone, address, company
  /// A name of the Internet's.
  case domain
  /// An id in the form of a UUID.
  case id
  /// A text in the form of a signed token.
  case token
  /// What a member of such a name holds.
  case secret

  /// What a number of them is called.
  func counted(_ count: Int) -> String {
    let nouns: (one: String, many: String) =
      switch self {
      case .name: ("name", "names")
      case .email: ("e-mail address", "e-mail addresses")
      case .phone: ("phone number", "phone numbers")
      case .address: ("part of an address", "parts of addresses")
      case .company: ("company", "companies")
      case .domain: ("domain", "domains")
      case .id: ("id", "ids")
      case .token: ("token", "tokens")
      case .secret: ("secret", "secrets")
      }
    return "\(count) \(count == 1 ? nouns.one : nouns.many)"
  }

  /// How long a text of the kind is at most; what is longer is a sentence.
  var limit: Int {
    switch self {
    case .name: 80
    case .company, .address: 120
    default: .max
    }
  }

  /// Whether members of this name hold names of domains, which tell whose they are.
  static func isDomain(_ member: String) -> Bool {
    ["domain", "domains", "domainname", "customdomains", "defaultdomain"].contains(
      member.lowercased())
  }

  /// The kind that members of this name have in most protocols; what comes from outside is marked by
  /// no schema.
  static func usual(_ member: String) -> PersonalKind? {
    switch member.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "email", "mail", "emailaddress", "userprincipalname", "upn", "mailto": .email
    case "firstname", "lastname", "middlename", "givenname", "surname", "familyname", "fullname":
      .name
    case "phone", "phonenumber", "telephone", "telephonenumber", "mobile", "mobilephone": .phone
    case "addressline1", "addressline2", "addressline3", "street", "streetaddress", "city",
      "postalcode", "zipcode":
      .address
    case "companyname", "organizationname", "organisationname": .company
    default: nil
    }
  }

  /// Whether members of this name hold secrets: what it ends with says so.
  ///
  /// The token of a page or of a list's end lets nobody in.
  static func isSecret(_ member: String) -> Bool {
    var words = Self.words(of: member)
    if words.count > 1, ["text", "value", "plain"].contains(words.last) { words.removeLast() }
    guard let last = words.last else { return false }
    let before = words.dropLast().last ?? ""
    if last.hasPrefix("token") {
      return !["page", "next", "continuation", "skip", "sync", "delta"].contains(before)
    }
    let nouns: Set = [
      "password", "passwd", "pwd", "passphrase", "passcode", "secret", "authorization",
      "credential", "apikey", "passwords", "secrets", "credentials",
    ]
    let keys: Set = ["api", "access", "private", "secret", "shared", "account", "signing", "auth"]
    return nouns.contains(last) || last == "key" && keys.contains(before)
  }

  /// `apiKey`, `api_key` and `API-Key` are two words.
  private static func words(of member: String) -> [String] {
    var words: [String] = []
    var isAfterLower = false
    var isOpen = false
    for character in member {
      guard character.isLetter || character.isNumber else {
        isOpen = false
        continue
      }
      if !isOpen || character.isUppercase && isAfterLower { words.append("") }
      words[words.count - 1] += character.lowercased()
      (isOpen, isAfterLower) = (true, character.isLowercase || character.isNumber)
    }
    return words
  }
}
