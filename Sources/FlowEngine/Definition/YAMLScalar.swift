import FlowValue

/// The YAML 1.2 core schema: what a plain scalar means.
///
/// `yes`, `no`, `on`, `off` and dates are strings, as the core schema has it.
enum YAMLScalar {
  /// The value of a plain scalar; `nil` for `.inf` and `.nan`, which JSON does not have.
  static func value(of text: String) -> FlowValue? {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: isNonFinite(text) ? Optional.none : number(text) ?? FlowValue.string(text)
    }
  }

  /// Integers beyond 64 bits stay text, so that no digit is lost.
  private static func number(_ text: String) -> FlowValue? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isDigit(first) || "+-.".utf8.contains(first) else { return nil }
    if text.hasPrefix("0o") { return based(bytes.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return based(bytes.dropFirst(2), radix: 16) }
    guard let shape = shape(bytes) else { return nil }
    guard shape == .integer else { return Double(text).map(FlowValue.double) }
    return Int64(text).map(FlowValue.integer) ?? .string(text)
  }

  private static func based(_ digits: ArraySlice<UInt8>, radix: Int) -> FlowValue? {
    guard digits.first.map({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) ?? false else {
      return nil
    }
    return Int64(String(decoding: digits, as: UTF8.self), radix: radix).map(FlowValue.integer)
  }

  private enum Shape { case integer, float }

  /// The shape of a number in decimal.
  ///
  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static func shape(_ bytes: [UInt8]) -> Shape? {
    var rest = bytes[...]
    take(&rest, "+-")
    let whole = digits(&rest)
    var shape = Shape.integer
    var fraction = 0
    if take(&rest, ".") {
      shape = .float
      fraction = digits(&rest)
    }
    guard whole + fraction > 0 else { return nil }
    if take(&rest, "eE") {
      shape = .float
      take(&rest, "+-")
      guard digits(&rest) > 0 else { return nil }
    }
    return rest.isEmpty ? shape : nil
  }

  @discardableResult
  private static func take(_ rest: inout ArraySlice<UInt8>, _ set: StaticString) -> Bool {
    guard let byte = rest.first, set.description.utf8.contains(byte) else { return false }
    rest.removeFirst()
    return true
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let count = rest.prefix(while: isDigit).count
    rest.removeFirst(count)
    return count
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isNonFinite(_ text: String) -> Bool {
    let bare = text.drop { "+-".contains($0) }
    return [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(String(bare))
  }
}
