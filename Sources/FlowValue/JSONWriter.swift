import OrderedCollections

extension FlowValue {
  /// The value as compact JSON with its keys in their own order.
  public var json: String { String(decoding: write(.compact), as: UTF8.self) }

  /// The value as JSON over several lines, indented by two spaces.
  public var prettyJSON: String { String(decoding: write(.pretty), as: UTF8.self) }

  /// The value as the bytes that hashes cover: keys sorted by their UTF-8 bytes, no space, the
  /// shortest digits that read back as the same number, secret handles as handles.
  ///
  /// It differs from RFC 8785 in keeping `1.0` apart from `1`.
  public var canonicalJSON: [UInt8] { write(.canonical) }

  /// The value as the journal stores it: compact, and secret handles read back as handles.
  public var journalJSON: [UInt8] { write(.journal) }

  private func write(_ style: JSONWriter.Style) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.write(self, indent: 0)
    return writer.bytes
  }
}

private struct JSONWriter {
  enum Style { case compact, pretty, canonical, journal }

  let style: Style
  var bytes: [UInt8] = []

  init(style: Style) { self.style = style }

  mutating func write(_ value: FlowValue, indent: Int) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .integer(let number): put(String(number))
    case .double(let number): put(Self.digits(of: number))
    case .string(let text): string(text)
    case .array(let elements): array(elements, indent: indent)
    case .object(let members): object(members, indent: indent)
    case .secret(let name): members([(SecretNotation.key, .string(name))], indent: indent)
    }
  }

  /// JSON has no infinities and no NaN; no reader and no script makes one.
  private static func digits(of number: Double) -> String {
    number.isFinite ? "\(number)" : "null"
  }

  private mutating func array(_ elements: [FlowValue], indent: Int) {
    put(ascii: "[")
    for (index, element) in elements.enumerated() {
      if index > 0 { put(ascii: ",") }
      newLine(indent + 1)
      write(element, indent: indent + 1)
    }
    if !elements.isEmpty { newLine(indent) }
    put(ascii: "]")
  }

  private mutating func object(_ object: FlowObject, indent: Int) {
    switch style {
    case .compact, .pretty: members(object.lazy.map { ($0.key, $0.value) }, indent: indent)
    case .journal: members(escaping(object), indent: indent)
    case .canonical:
      var sorted = escaping(object)
      if !Self.isSorted(sorted) {
        sorted.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      }
      members(sorted, indent: indent)
    }
  }

  /// Whether the keys come in order already, as those of all that Lua made do.
  private static func isSorted(_ members: [(String, FlowValue)]) -> Bool {
    zip(members, members.dropFirst()).allSatisfy {
      $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
    }
  }

  private func escaping(_ object: FlowObject) -> [(String, FlowValue)] {
    object.map { key, value in
      (object.count == 1 && SecretNotation.isReserved(key) ? "$" + key : key, value)
    }
  }

  private mutating func members(_ members: some Sequence<(String, FlowValue)>, indent: Int) {
    put(ascii: "{")
    var isFirst = true
    for (key, value) in members {
      if !isFirst { put(ascii: ",") }
      isFirst = false
      newLine(indent + 1)
      string(key)
      put(ascii: ":")
      if style == .pretty { put(ascii: " ") }
      write(value, indent: indent + 1)
    }
    if !isFirst { newLine(indent) }
    put(ascii: "}")
  }

  private mutating func newLine(_ indent: Int) {
    guard style == .pretty else { return }
    bytes.append(10)
    bytes.append(contentsOf: repeatElement(32, count: indent * 2))
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func put(ascii character: Unicode.Scalar) {
    bytes.append(UInt8(ascii: character))
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == quote || byte == backslash || byte == 0x7F
  }

  private mutating func string(_ text: String) {
    put(ascii: "\"")
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    // Looked for in the copy, which is in one piece: a text need not be.
    if let first = bytes[start...].firstIndex(where: Self.isEscaped) {
      let rest = Array(bytes[first...])
      bytes.removeLast(rest.count)
      escaped(rest[...])
    }
    put(ascii: "\"")
  }

  private mutating func escaped(_ text: ArraySlice<UInt8>) {
    var rest = text
    while let index = rest.firstIndex(where: Self.isEscaped) {
      bytes.append(contentsOf: rest[..<index])
      escape(rest[index])
      rest = rest[(index + 1)...]
    }
    bytes.append(contentsOf: rest)
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case Self.quote: put("\\\"")
    case Self.backslash: put("\\\\")
    case 10: put("\\n")
    case 13: put("\\r")
    case 9: put("\\t")
    default: put("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
    }
  }
}
