import FlowValue

/// Explains why a value has none of the forms of `anyOf` or `oneOf`, by those that it comes nearest.
struct SchemaAlternatives {
  /// What each form finds wrong.
  let found: [[SchemaViolation]]
  let titles: [String?]
  let keyword: String
  /// The place of the value.
  let pointer: String
  let field: String

  /// A form that is of the value's own kind says more than "none": first by the value's type, then
  /// by members that are fixed, such as `kind`.
  var explanation: [SchemaViolation] {
    let own = found.indices.filter { mismatch(of: $0, at: pointer) == nil }
    if own.isEmpty { return [ofAnotherKind(Array(found.indices), at: pointer)] }
    if own.count == 1 { return found[own[0]] }
    let meant = own.filter { mismatchedMembers(of: $0).isEmpty }
    if meant.count == 1 { return found[meant[0]] }
    if meant.isEmpty {
      let shared = own.map { mismatchedMembers(of: $0) }
      if let member = shared[0].first(where: { name in shared.allSatisfy { $0.contains(name) } }) {
        return [ofAnotherKind(own, at: member)]
      }
    }
    return [nearest(of: meant.isEmpty ? own : meant)]
  }

  private func mismatch(of form: Int, at pointer: String) -> SchemaViolation? {
    found[form].first {
      $0.pointer == pointer && (SchemaViolation.kinds.contains($0.keyword) || $0.keyword == "false")
    }
  }

  /// The pointers of members that have another value than the form fixes for them.
  private func mismatchedMembers(of form: Int) -> [String] {
    let depth = pointer.count { $0 == "/" } + 1
    return found[form]
      .filter { ["const", "enum"].contains($0.keyword) && $0.pointer.count { $0 == "/" } == depth }
      .map(\.pointer)
  }

  /// "must be a text or null".
  private func ofAnotherKind(_ forms: [Int], at pointer: String) -> SchemaViolation {
    let mismatches = forms.compactMap { mismatch(of: $0, at: pointer) }
    let phrases = mismatches.map(\.message).filter { $0.hasPrefix("must be ") }
      .map { String($0.dropFirst("must be ".count)) }
    let unique = phrases.indices.filter { !phrases[..<$0].contains(phrases[$0]) }
      .map { phrases[$0] }
    return SchemaViolation(
      pointer: pointer, field: mismatches.first?.field ?? field, keyword: keyword,
      message: unique.isEmpty
        ? "has none of the \(found.count) allowed forms"
        : "must be " + unique.joined(separator: " or "))
  }

  private func nearest(of forms: [Int]) -> SchemaViolation {
    let least = forms.map { found[$0].count }.min() ?? 0
    let near = forms.filter { found[$0].count == least }
    let text = "has none of the \(found.count) allowed forms"
    let reasons = near.prefix(3).map { reason(found[$0]) }
    let more = near.count > 3 ? ", or …" : ""
    let message =
      if near.count == 1 {
        text + "; in the nearest\(titles[near[0]].map { ", '\($0)'" } ?? ""), \(reasons[0])"
      } else {
        text + ": either " + reasons.joined(separator: ", or ") + more
      }
    return SchemaViolation(pointer: pointer, field: field, keyword: keyword, message: message)
  }

  private func reason(_ violations: [SchemaViolation]) -> String {
    let shown = violations.prefix(3).map { violation in
      let rest = violation.field.dropFirst(field.count)
      let name = rest.hasPrefix(".") ? rest.dropFirst() : rest
      return "\(name.isEmpty ? "it" : name) \(violation.message)"
    }
    return shown.joined(separator: " and ") + (violations.count > 3 ? " and so on" : "")
  }
}

extension SchemaWalk {
  /// Reports that the value has none of the forms.
  mutating func reportNone(of nodes: [Int], _ keyword: String, _ value: FlowValue) {
    if isQuiet { return report(keyword, "") }
    let found = nodes.map { SchemaViolation.oneForEachField(trial(value, $0)) }
    report(
      SchemaAlternatives(
        found: found, titles: nodes.map { program.nodes[$0].title }, keyword: keyword,
        pointer: pointer, field: field
      ).explanation)
  }
}
