import FlowValue

/// A number as JSON Schema compares it: `1` and `1.0` are one number.
struct SchemaNumber: Sendable, Comparable, CustomStringConvertible {
  private enum Kind { case integer(Int64), double(Double) }

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
    case .double(let number): number.rounded() == number
    }
  }

  var double: Double {
    switch kind {
    case .integer(let number): Double(number)
    case .double(let number): number
    }
  }

  func isMultiple(of divisor: SchemaNumber) -> Bool {
    if case .integer(let number) = kind, case .integer(let divisor) = divisor.kind {
      return number.isMultiple(of: divisor)
    }
    // Decimal fractions are not exact in binary: 0.3 / 0.1 is 2.9999999999999996.
    let quotient = double / divisor.double
    return abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient))
  }

  static func < (left: SchemaNumber, right: SchemaNumber) -> Bool {
    if case .integer(let a) = left.kind, case .integer(let b) = right.kind { return a < b }
    return left.double < right.double
  }

  static func == (left: SchemaNumber, right: SchemaNumber) -> Bool {
    if case .integer(let a) = left.kind, case .integer(let b) = right.kind { return a == b }
    return left.double == right.double
  }

  var description: String {
    switch kind {
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    }
  }
}

extension FlowValue {
  /// Equality by JSON Schema, for which `1` and `1.0` are the same.
  func equalsInSchema(_ other: FlowValue) -> Bool {
    switch (self, other) {
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.equalsInSchema($1) }
    case (.object(let a), .object(let b)):
      a.count == b.count && a.allSatisfy { b[$0.key]?.equalsInSchema($0.value) ?? false }
    default:
      if let a = SchemaNumber(self), let b = SchemaNumber(other) { a == b } else { self == other }
    }
  }
}
