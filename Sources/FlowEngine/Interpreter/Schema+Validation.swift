import FlowValue

extension Walk {
  /// Checks data of the run, where there is a schema for it.
  /// - Throws: the standard's validation error, naming every field that is wrong.
  func check(
    _ value: FlowValue, by schema: Schema?, what: @autoclosure () -> String
  ) throws(Problem) {
    guard let schema else { return }
    observer.noted(.checked(value, schema))
    try schema.validate(value, what: what())
  }
}

extension Schema {
  /// Checks data of a running flow.
  /// - Throws: the standard's validation error, naming every field that is wrong.
  func validate(_ value: FlowValue, what: String) throws(Problem) {
    let violations = violations(of: value)
    if violations.isEmpty { return }
    var members: FlowObject = [
      "violations": .array(
        violations.map { ["field": .string($0.field), "message": .string($0.message)] })
    ]
    if violations.count == 1 { members["field"] = .string(violations[0].field) }
    let list = violations.map(\.description).joined(separator: "; ")
    throw ProblemType.validation.problem("In \(what): \(list).", members: members)
  }
}
