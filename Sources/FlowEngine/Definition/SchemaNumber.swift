import FlowValue

/// A number as JSON Schema compares it: `1` and `1.0` are one number.
struct SchemaNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// A double only where it is no 64-bit integer.
  private enum Kind: Hashable { case integer(Int64), double(Double) }

  private let kind: Kind

  init?(_ value: FlowValue) {
    switch value {
    case .integer(let number): kind = .integer(number)
    case .double(let number): kind = Int64(exactly: number).map(Kind.integer) ?? .double(number)
    default: return nil
    }
  }

  var isInteger: Bool {
    switch kind {
    case .integer: true
    case .double(let number): number.isFinite && number.rounded() == number
    }
  }

  var isPositive: Bool { double > 0 }

  private var double: Double {
    switch kind {
    case .integer(let number): Double(number)
    case .double(let number): number
    }
  }

  /// Whether the number is a whole multiple, exactly, of numbers as they are written in decimal:
  /// 0.3 is one of 0.1, although their binary quotient is 2.9999999999999996.
  func isMultiple(of divisor: SchemaNumber) -> Bool {
    guard let number = SchemaDecimal(description), let divisor = SchemaDecimal(divisor.description)
    else { return false }
    return number.isMultiple(of: divisor)
  }

  static func < (left: SchemaNumber, right: SchemaNumber) -> Bool {
    switch (left.kind, right.kind) {
    case (.integer(let a), .integer(let b)): a < b
    // A double between the integers is below 2^53, one beyond them is above all of them; only the
    // largest integers round up to it.
    case (.integer(let a), .double(let b)): b >= 0x1p63 || Double(a) < b
    case (.double(let a), .integer(let b)): a < 0x1p63 && a < Double(b)
    case (.double(let a), .double(let b)): a < b
    }
  }

  var description: String {
    switch kind {
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    }
  }
}
