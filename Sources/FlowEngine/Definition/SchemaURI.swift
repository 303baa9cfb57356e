/// A URI or a relative reference, taken apart (RFC 3986).
struct SchemaURI {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?
  var fragment: String?

  /// Takes any text apart as the standard's appendix B does; what is in the parts is not checked.
  init(_ text: String) {
    var rest = Substring(text).unicodeScalars
    fragment = Self.cut(&rest, at: "#")
    query = Self.cut(&rest, at: "?")
    if let end = rest.firstIndex(where: { ":/".unicodeScalars.contains($0) }), rest[end] == ":" {
      scheme = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    if rest.starts(with: "//".unicodeScalars) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  /// The text before the fragment.
  var document: String {
    (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path
      + (query.map { "?" + $0 } ?? "")
  }

  /// What the reference means in a document with a URI, by the standard's section 5.2.2.
  func resolved(against base: SchemaURI) -> SchemaURI {
    var target = self
    if scheme == nil {
      target.scheme = base.scheme
      if authority == nil {
        target.authority = base.authority
        if path.isEmpty {
          target.path = base.path
          target.query = query ?? base.query
          return target
        }
        target.path = path.hasPrefix("/") ? path : base.folder + path
      }
    }
    target.path = Self.withoutDots(target.path)
    return target
  }

  private var folder: String {
    if authority != nil, path.isEmpty { return "/" }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains("/") else { return path }
    var segments: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { segments.append("") }
      case "..":
        if segments.count > 1 || segments.first?.isEmpty == false { segments.removeLast() }
        if isLast { segments.append("") }
      default: segments.append(part)
      }
    }
    return segments.joined(separator: "/")
  }

  /// Cuts off what follows the first such character.
  private static func cut(
    _ rest: inout Substring.UnicodeScalarView, at mark: Unicode.Scalar
  ) -> String? {
    guard let place = rest.firstIndex(of: mark) else { return nil }
    defer { rest = rest[..<place] }
    return String(rest[rest.index(after: place)...])
  }
}

extension String {
  /// The text with `%20` and the like resolved.
  var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        rest.removeFirst(2)
        bytes.append(code)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
