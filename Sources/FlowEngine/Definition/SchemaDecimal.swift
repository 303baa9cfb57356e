/// A number by its decimal digits: `digits` times ten to the power of `exponent`, without its sign.
struct SchemaDecimal {
  private let digits: UInt64
  private let exponent: Int

  /// Reads what Swift writes for an integer or a double, such as `-12`, `0.75` and `1e-07`; `nil`
  /// for infinity and the like.
  init?(_ text: String) {
    let parts = text.split(separator: "e")
    guard let first = parts.first, parts.count <= 2,
      let power = Int(parts.count == 2 ? parts[1] : "0")
    else { return nil }
    let mantissa = (first.hasPrefix("-") ? first.dropFirst() : first).split(
      separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    guard mantissa.count <= 2, var digits = UInt64(mantissa[0] + fraction) else { return nil }
    var exponent = power - fraction.count
    while digits != 0, digits.isMultiple(of: 10) {
      digits /= 10
      exponent += 1
    }
    self.digits = digits
    self.exponent = digits == 0 ? 0 : exponent
  }

  func isMultiple(of divisor: SchemaDecimal) -> Bool {
    guard digits != 0, divisor.digits != 0 else { return divisor.digits != 0 }
    // Without zeros at the end of its digits, a number is no multiple of a higher power of ten.
    guard exponent >= divisor.exponent else { return false }
    var rest = digits % divisor.digits
    for _ in 0..<(exponent - divisor.exponent) where rest != 0 {
      let product = rest.multipliedFullWidth(by: 10)
      rest = divisor.digits.dividingFullWidth(product).remainder
    }
    return rest == 0
  }
}
