import FlowValue

/// Keywords for numbers.
extension SchemaCompiler {
  static let numberKeywords: [String: Compile] = [
    "minimum": minimum, "maximum": maximum, "exclusiveMinimum": exclusiveMinimum,
    "exclusiveMaximum": exclusiveMaximum, "multipleOf": multipleOf,
  ]

  @Sendable private static func minimum(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck?
  {
    bound(&compiler, keyword, "must be at least") { $0 >= $1 }
  }

  @Sendable private static func maximum(_ compiler: inout Self, _ keyword: Keyword) -> SchemaCheck?
  {
    bound(&compiler, keyword, "must be at most") { $0 <= $1 }
  }

  @Sendable private static func exclusiveMinimum(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    bound(&compiler, keyword, "must be greater than") { $0 > $1 }
  }

  @Sendable private static func exclusiveMaximum(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    bound(&compiler, keyword, "must be less than") { $0 < $1 }
  }

  @Sendable private static func multipleOf(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    if let divisor = SchemaNumber(keyword.value.value), !divisor.isPositive {
      compiler.bad(keyword, "'multipleOf' must be greater than 0")
      return nil
    }
    return bound(&compiler, keyword, "must be a multiple of") { $0.isMultiple(of: $1) }
  }

  private static func bound(
    _ compiler: inout Self, _ keyword: Keyword, _ phrase: String,
    _ holds: @escaping @Sendable (SchemaNumber, SchemaNumber) -> Bool
  ) -> SchemaCheck? {
    guard let bound = compiler.number(keyword) else { return nil }
    return { value, walk in
      guard let number = SchemaNumber(value), !holds(number, bound) else { return }
      walk.report(keyword.name, "\(phrase) \(bound)")
    }
  }
}
