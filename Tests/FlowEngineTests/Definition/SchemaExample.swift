import Testing

/// A schema, a value, and what is wrong with it.
struct SchemaExample: Sendable, CustomTestStringConvertible {
  let schema: String
  let value: String
  let violations: [String]

  init(_ schema: String, _ value: String, _ violations: String...) {
    self.schema = schema
    self.value = value
    self.violations = violations
  }

  var testDescription: String { "\(schema) \(value)" }

  static let all =
    values + numbers + strings + patterns + formats + arrays + objects + logic + conditions
    + alternatives + references + dynamicReferences + unevaluated + unevaluatedItems
}
