import FlowEngine
import FlowValue

/// Holds the arguments of a call against the function's input schema, as far as they are written out.
struct ArgumentRules {
  let schema: Schema
  let function: String
  /// What is written under `with`.
  let node: LocatedValue?
  /// The place of the call, where nothing is.
  let location: SourceLocation

  /// Keywords whose word on an object counts whatever its members' expressions give.
  private static let structural: Set = [
    "required", "additionalProperties", "unevaluatedProperties", "propertyNames",
  ]

  func check(_ with: Template, _ findings: inout Findings) {
    if case .expression = with { return }
    var unknown: [String] = []
    let value = Self.value(of: with, at: "", &unknown)
    for violation in schema.violations(of: value) where isCertain(violation, unknown) {
      findings.report(
        .badArgument, at: location(of: violation),
        "the arguments of \(function): \(violation)", hint: hint(for: violation))
    }
  }

  /// The value with nulls in place of expressions, whose pointers are noted.
  private static func value(
    of template: Template, at pointer: String, _ unknown: inout [String]
  ) -> FlowValue {
    switch template {
    case .literal(let value): return value
    case .expression:
      unknown.append(pointer)
      return .null
    case .array(let elements):
      return .array(
        elements.enumerated().map { value(of: $1, at: "\(pointer)/\($0)", &unknown) })
    case .object(let members):
      var object = FlowObject()
      for (key, member) in members {
        object[key] = value(of: member, at: "\(pointer)/\(token(key))", &unknown)
      }
      return .object(object)
    }
  }

  private static func token(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// Whether the violation stays whatever the expressions give.
  private func isCertain(_ violation: SchemaViolation, _ unknown: [String]) -> Bool {
    if Self.structural.contains(violation.keyword) { return true }
    return !unknown.contains {
      $0 == violation.pointer || $0.hasPrefix(violation.pointer + "/")
        || violation.pointer.hasPrefix($0 + "/")
    }
  }

  /// The place of what is wrong: of the value, of an unknown member's key, of the object that lacks
  /// one.
  private func location(of violation: SchemaViolation) -> SourceLocation {
    guard let node else { return location }
    let parts = violation.pointer.split(separator: "/").map(String.init)
    let parent = node.node(at: parts.dropLast().map { "/\($0)" }.joined())
    let name = (parts.last ?? "").replacing("~1", with: "/").replacing("~0", with: "~")
    if Self.structural.contains(violation.keyword), let member = parent?.member(name) {
      return member.location
    }
    return (node.node(at: violation.pointer) ?? parent ?? node).location
  }

  /// The violation itself tells a near name.
  private func hint(for violation: SchemaViolation) -> String? {
    guard violation.keyword == "additionalProperties", !violation.message.contains("did you mean"),
      let known = schema.source["properties"]?.object?.keys, !known.isEmpty
    else { return nil }
    return "it takes \(Spelling.list(Array(known), "and"))"
  }
}
