import OrderedCollections

/// Where a text stopped being JSON, and why.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, without its place.
  public let message: String
  /// The line, from 1.
  public let line: Int
  /// The column in UTF-8 bytes, from 1.
  public let column: Int

  /// The message after its place.
  public var description: String { "line \(line), column \(column): \(message)" }
}

extension FlowValue {
  /// Reads one JSON text (RFC 8259), tolerating a byte-order mark before it.
  ///
  /// Integers that fit 64 bits become `.integer`; larger ones become strings, so that no digit is
  /// lost. A repeated key, a lone surrogate and nesting deeper than 200 are refused.
  /// - Throws: `JSONError` with the place.
  public init(json text: some StringProtocol) throws(JSONError) {
    try self.init(json: Array(text.utf8))
  }

  /// Reads one JSON text from its UTF-8 bytes.
  /// - Throws: `JSONError` with the place.
  public init(json bytes: [UInt8]) throws(JSONError) {
    try self.init(json: bytes, secrets: .plain)
  }

  /// Reads what `journalJSON` wrote: secret handles come back as handles.
  /// - Throws: `JSONError` with the place.
  public init(journalJSON bytes: [UInt8]) throws(JSONError) {
    try self.init(json: bytes, secrets: .handles)
  }

  private init(json bytes: [UInt8], secrets: SecretNotation) throws(JSONError) {
    var reader = JSONReader(bytes: bytes, secrets: secrets)
    self = try reader.document()
  }
}

/// How an object with the one key `$secret` is read and written.
///
/// In the journal it is a handle, and a plain object that looks like one gets one more `$`, so that
/// data from outside can never turn into a handle by way of the journal.
enum SecretNotation {
  case plain
  case handles

  static let key = "$secret"

  /// Whether a sole key is `$secret` behind any number of further dollars.
  static func isReserved(_ key: String) -> Bool {
    key.hasSuffix("$secret") && key.dropLast(Self.key.count).allSatisfy { $0 == "$" }
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  let secrets: SecretNotation
  var position = 0
  var depth = 0

  init(bytes: [UInt8], secrets: SecretNotation) {
    self.bytes = bytes
    self.secrets = secrets
  }

  mutating func document() throws(JSONError) -> FlowValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try self.value()
    skipSpace()
    guard position == bytes.count else { throw failure("text after the end of the value") }
    return value
  }

  private mutating func value() throws(JSONError) -> FlowValue {
    skipSpace()
    guard let byte = peek else { throw failure("the text ends where a value was expected") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("a value was expected")
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> FlowValue
  ) throws(JSONError) -> FlowValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 200 else { throw failure("nested deeper than 200") }
    position += 1
    return try body(&self)
  }

  private mutating func object() throws(JSONError) -> FlowValue {
    var members: FlowObject = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("a key in quotes was expected") }
      let start = position
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("':' was expected after the key") }
      let value = try self.value()
      guard members.updateValue(value, forKey: key) == nil else {
        throw failure("the key \"\(key)\" is repeated", at: start)
      }
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("',' or '}' was expected") }
    return resolvingHandle(members)
  }

  private func resolvingHandle(_ members: FlowObject) -> FlowValue {
    guard secrets == .handles, members.count == 1, let (key, value) = members.elements.first,
      SecretNotation.isReserved(key)
    else { return .object(members) }
    if key == SecretNotation.key, case .string(let name) = value { return .secret(name) }
    return .object([String(key.dropFirst()): value])
  }

  private mutating func array() throws(JSONError) -> FlowValue {
    var elements: [FlowValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("',' or ']' was expected") }
    return .array(elements)
  }

  private mutating func word(_ word: StaticString, _ value: FlowValue) throws(JSONError)
    -> FlowValue
  {
    let text = Array(word.description.utf8)
    guard bytes[position...].starts(with: text) else { throw failure("'\(word)' was expected") }
    position += text.count
    return value
  }

  private mutating func number() throws(JSONError) -> FlowValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let leading = position
    try digits()
    if bytes[leading] == UInt8(ascii: "0"), position > leading + 1 {
      throw failure("a number does not start with 0", at: start)
    }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isInteger = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger { return Int64(text).map(FlowValue.integer) ?? .string(text) }
    guard let number = Double(text), number.isFinite else {
      throw failure("the number is too large", at: start)
    }
    return .double(number)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    if position == start { throw failure("a digit was expected") }
  }

  private mutating func string() throws(JSONError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var chunk = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[chunk..<position]
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("the string is not valid UTF-8", at: start)
        }
        return string
      case UInt8(ascii: "\\"):
        text += bytes[chunk..<position]
        position += 1
        try text.append(contentsOf: escape())
        chunk = position
      case 0..<0x20: throw failure("a control character inside a string has to be escaped")
      default: position += 1
      }
    }
    throw failure("the string does not end", at: start)
  }

  private mutating func escape() throws(JSONError) -> [UInt8] {
    guard let byte = peek else { throw failure("the text ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return Array(String(Character(try unicodeScalar())).utf8)
    default: throw failure("'\\\(Character(Unicode.Scalar(byte)))' is no escape", at: position - 2)
    }
  }

  private mutating func unicodeScalar() throws(JSONError) -> Unicode.Scalar {
    let start = position - 2
    var code = UInt32(try hexadecimal())
    if 0xD800...0xDBFF ~= code, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let low = UInt32(try hexadecimal())
      if 0xDC00...0xDFFF ~= low { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw failure("half of a surrogate pair", at: start)
    }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits were expected") }
    position += 4
    return code
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private func failure(_ message: String, at place: Int? = nil) -> JSONError {
    let before = bytes.prefix(place ?? position)
    let line = before.count { $0 == 10 } + 1
    let column = before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
    return JSONError(message: message, line: line, column: column)
  }
}
