/// Reads the parts of an RFC 3339 date-time, one after the other.
///
/// Journals are full of them, and a pattern would be compiled for each.
struct TimestampReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// The number that exactly so many digits say; `nil` if they are not there.
  mutating func number(of digits: Int) -> Int64? {
    guard rest.count >= digits else { return nil }
    var number: Int64 = 0
    for byte in rest.prefix(digits) {
      guard Self.isDigit(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(digits)
    return number
  }

  /// Passes the next byte if it is one of these.
  mutating func passes(_ signs: String) -> Bool {
    guard let byte = rest.first, signs.utf8.contains(byte) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The milliseconds that digits after a point say; none if there is no point.
  mutating func fraction() -> Int64? {
    guard passes(".") else { return 0 }
    let digits = rest.prefix(while: Self.isDigit)
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    return (digits.map { Int64($0 - UInt8(ascii: "0")) } + [0, 0]).prefix(3).reduce(0) {
      $0 * 10 + $1
    }
  }

  /// The minutes that the offset from UTC says; none if it is missing.
  mutating func offset() -> Int64? {
    if isAtEnd || passes("Zz") { return 0 }
    let isWest = passes("-")
    guard isWest || passes("+"), let hours = number(of: 2), passes(":"),
      let minutes = number(of: 2)
    else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
