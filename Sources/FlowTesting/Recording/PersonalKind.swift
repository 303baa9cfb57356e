/// What of a person or a company a text tells.
enum PersonalKind: String, CaseIterable {
  /// As schemas mark it, by `x-personal`.
  case name, email, phone, address, company
  /// An id in the form of a UUID.
  case id
  /// A text in the form of a signed token.
  case token

  /// What a number of them is called.
  func counted(_ count: Int) -> String {
    let nouns: (one: String, many: String) =
      switch self {
      case .name: ("name", "names")
      case .email: ("e-mail address", "e-mail addresses")
      case .phone: ("phone number", "phone numbers")
      case .address: ("part of an address", "parts of addresses")
      case .company: ("company", "companies")
      case .id: ("id", "ids")
      case .token: ("token", "tokens")
      }
    return "\(count) \(count == 1 ? nouns.one : nouns.many)"
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
}
