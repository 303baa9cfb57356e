/// Formats of texts, all of the standard's; every other one is an annotation.
///
/// By the standard a format only describes. Here it is checked: a flow that asks for a date cannot
/// go on with anything else.
enum SchemaFormat: String, CaseIterable {
  case date
  case dateTime = "date-time"
  case duration
  case email
  case hostname
  case idnEmail = "idn-email"
  case idnHostname = "idn-hostname"
  case ipv4
  case ipv6
  case iri
  case iriReference = "iri-reference"
  case jsonPointer = "json-pointer"
  case regex
  case relativeJSONPointer = "relative-json-pointer"
  case time
  case uri
  case uriReference = "uri-reference"
  case uriTemplate = "uri-template"
  case uuid

  /// "must be …".
  var phrase: String {
    switch self {
    case .date: "a date such as 2026-11-20"
    case .dateTime: "a date and time such as 2026-11-20T09:00:00Z"
    case .duration: "a duration such as P14D or PT1H30M"
    case .email, .idnEmail: "an e-mail address"
    case .hostname, .idnHostname: "a host name"
    case .ipv4: "an IPv4 address such as 192.0.2.1"
    case .ipv6: "an IPv6 address such as 2001:db8::1"
    case .iri: "an IRI with its scheme, such as https://example.org/"
    case .iriReference: "an IRI or a relative reference"
    case .jsonPointer: "a JSON pointer such as /lines/0/city"
    case .regex: "a regular expression"
    case .relativeJSONPointer: "a relative JSON pointer such as 1/city"
    case .time: "a time with its offset, such as 09:00:00Z"
    case .uri: "a URI with its scheme, such as https://example.org/"
    case .uriReference: "a URI or a relative reference"
    case .uriTemplate: "a URI template such as /orders/{id}"
    case .uuid: "a UUID"
    }
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .date: Self.isDate(text[...])
    case .dateTime: Self.isDateTime(text)
    case .duration: Self.isDuration(text)
    case .email: Self.isEmail(text, isInternational: false)
    case .hostname: Self.isHostname(text, isInternational: false)
    case .idnEmail: Self.isEmail(text, isInternational: true)
    case .idnHostname: Self.isHostname(text, isInternational: true)
    case .ipv4: Self.isIPv4(text[...])
    case .ipv6: Self.isIPv6(text[...])
    case .iri: Self.isURI(text, isInternational: true) && SchemaURI(text).scheme != nil
    case .iriReference: Self.isURI(text, isInternational: true)
    case .jsonPointer: Self.isJSONPointer(text[...])
    case .regex: SchemaPattern(text) != nil
    case .relativeJSONPointer: Self.isRelativeJSONPointer(text)
    case .time: Self.isTime(text[...])
    case .uri: Self.isURI(text, isInternational: false) && SchemaURI(text).scheme != nil
    case .uriReference: Self.isURI(text, isInternational: false)
    case .uriTemplate: Self.isURITemplate(text)
    case .uuid: Self.isUUID(text)
    }
  }
}

/// Pointers and names.
extension SchemaFormat {
  /// RFC 6901.
  private static func isJSONPointer(_ text: Substring) -> Bool {
    guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false)
    return parts.dropFirst().allSatisfy { "01".utf8.contains($0.first ?? 0) }
  }

  private static func isRelativeJSONPointer(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, digits == "0" || digits.first != "0" else { return false }
    return rest == "#" || isJSONPointer(rest)
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }
}
