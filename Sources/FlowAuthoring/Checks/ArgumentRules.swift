import FlowEngine
import FlowValue

/// Holds the arguments of a call against the function's input schema, as far as they are written out.
struct ArgumentRules {
  let schema: Schema
  let function: String

  /// Keywords whose word on an object counts whatever its members' expressions give.
  private static let structural: Set = [
    "required", "additionalProperties", "unevaluatedProperties", "propertyNames",
  ]

  func check(_ arguments: WrittenValue, _ findings: inout Findings) {
    for violation in schema.violations(of: arguments.value)
    where isCertain(violation, arguments.unknown) {
      let isStructural = Self.structural.contains(violation.keyword)
      findings.report(
        .badArgument, at: arguments.location(of: violation.pointer, byKey: isStructural),
        "the arguments of \(function): \(violation)", hint: hint(for: violation))
    }
  }

  /// Whether the violation stays whatever is not known.
  private func isCertain(_ violation: SchemaViolation, _ unknown: [String]) -> Bool {
    if Self.structural.contains(violation.keyword) { return true }
    return !unknown.contains {
      $0 == violation.pointer || $0.hasPrefix(violation.pointer + "/")
        || violation.pointer.hasPrefix($0 + "/")
    }
  }

  /// The violation itself tells a near name.
  private func hint(for violation: SchemaViolation) -> String? {
    guard violation.keyword == "additionalProperties", !violation.message.contains("did you mean"),
      let known = schema.source["properties"]?.object?.keys, !known.isEmpty
    else { return nil }
    return "it takes \(Spelling.list(Array(known), "and"))"
  }
}
