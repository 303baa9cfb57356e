/// How a value breaks a JSON Schema.
package struct SchemaViolation: Sendable, Equatable, CustomStringConvertible {
  /// The JSON pointer of the value that is wrong, or of the member that is missing.
  package let pointer: String
  /// The same as people write it: `company.lines[0].city`; empty for the whole value.
  package let field: String
  package let keyword: String
  /// What is wrong, to be read after the field's name: "must not be empty".
  package let message: String

  package var description: String { field.isEmpty ? message : "\(field) \(message)" }

  /// Keywords that say what the value should be, after which no other word about it helps.
  package static let kinds: Set<String> = ["type", "const", "enum"]

  /// The same with one violation for each place, in the order of their first one.
  package static func oneForEachField(_ violations: [SchemaViolation]) -> [SchemaViolation] {
    var order: [String] = []
    var groups: [String: [SchemaViolation]] = [:]
    for violation in violations {
      if groups[violation.pointer] == nil { order.append(violation.pointer) }
      groups[violation.pointer, default: []].append(violation)
    }
    return order.compactMap { groups[$0].flatMap(joined) }
  }

  private static func joined(_ group: [SchemaViolation]) -> SchemaViolation? {
    if let kind = group.first(where: { kinds.contains($0.keyword) }) { return kind }
    guard let first = group.first else { return nil }
    let message = group.dropFirst().reduce(into: [first.message]) { messages, violation in
      if !messages.contains(violation.message) { messages.append(violation.message) }
    }
    return SchemaViolation(
      pointer: first.pointer, field: first.field, keyword: first.keyword,
      message: sentence(message))
  }

  /// "must be at least 2 and a multiple of 2".
  private static func sentence(_ messages: [String]) -> String {
    let start =
      ["must be ", "must have ", "must ", "is "]
      .first { start in messages.allSatisfy { $0.hasPrefix(start) } } ?? ""
    return start + messages.map { $0.dropFirst(start.count) }.joined(separator: " and ")
  }
}
