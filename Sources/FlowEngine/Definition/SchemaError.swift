/// Why a JSON Schema cannot be used: every problem of it.
struct SchemaError: Error, Sendable, CustomStringConvertible {
  let problems: [SchemaProblem]

  var description: String {
    problems.map { problem in
      let hint = problem.hint.map { " (\($0))" } ?? ""
      return "schema at #\(problem.pointer): \(problem.message)\(hint)"
    }.joined(separator: "\n")
  }
}

/// One problem of a JSON Schema.
struct SchemaProblem: Sendable {
  let code: DiagnosticCode
  /// The JSON pointer of the keyword in the schema.
  let pointer: String
  let location: SourceLocation
  let message: String
  let hint: String?
}
