/// How a value breaks a JSON Schema.
struct SchemaViolation: Sendable, Equatable, CustomStringConvertible {
  /// The JSON pointer of the value that is wrong, or of the member that is missing.
  let pointer: String
  /// The same as people write it: `company.lines[0].city`; empty for the whole value.
  let field: String
  let keyword: String
  /// What is wrong, to be read after the field's name: "must not be empty".
  let message: String

  var description: String { field.isEmpty ? message : "\(field) \(message)" }
}
