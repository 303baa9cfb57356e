import FlowValue

/// What readers of definitions, manifests and configurations share: they check shapes against a
/// vocabulary and go on after a problem, to find all of them.
package protocol DocumentReading {
  var findings: Findings { get set }
}

/// The members of an object that are known, run and have the right type.
package struct Fields {
  package let node: LocatedValue
  fileprivate(set) var members: [String: LocatedMember] = [:]

  package subscript(name: String) -> LocatedValue? { members[name]?.value }

  package func string(_ name: String) -> String? { self[name]?.string }
}

extension DocumentReading {
  package mutating func report(
    _ code: DiagnosticCode, at location: SourceLocation, _ message: String, hint: String? = nil
  ) {
    findings.report(code, at: location, message, hint: hint)
  }

  /// Checks an object; `nil` if the node is none.
  package mutating func fields(of node: LocatedValue, _ vocabulary: Vocabulary) -> Fields? {
    guard let members = node.members else {
      wrongType(vocabulary.noun, node, .object)
      return nil
    }
    var fields = Fields(node: node)
    for member in members where accepts(member, vocabulary) {
      fields.members[member.key] = member
    }
    reportMissing(node, members.map(\.key), vocabulary)
    return fields
  }

  /// A field that is mistyped, or stands for others and does not run yet, is reported once.
  private mutating func reportMissing(
    _ node: LocatedValue, _ keys: [String], _ vocabulary: Vocabulary
  ) {
    let known = vocabulary.fields.map(\.name)
    let meant = Set(
      keys.map { vocabulary[$0] == nil ? Spelling.nearest(to: $0, among: known) : $0 })
    if keys.contains(where: { vocabulary[$0]?.later != nil }) { return }
    for field in vocabulary.fields where field.isRequired && !meant.contains(field.name) {
      report(
        .missingField, at: node.location, "\(vocabulary.noun) lacks the field '\(field.name)'")
    }
  }

  private mutating func accepts(_ member: LocatedMember, _ vocabulary: Vocabulary) -> Bool {
    guard let field = vocabulary[member.key] else {
      report(
        .unknownField, at: member.location, "unknown field '\(member.key)'",
        hint: Spelling.hint(for: member.key, among: vocabulary.fields.map(\.name))
          ?? "\(vocabulary.noun) has the fields "
          + Spelling.list(vocabulary.fields.filter { $0.later == nil }.map(\.name), "and"))
      return false
    }
    if let instead = field.later {
      notSupported("'\(member.key)'", at: member.location, instead: instead)
      return false
    }
    guard !field.kinds.isDisjoint(with: Vocabulary.Kinds(of: member.value)) else {
      wrongType("'\(member.key)'", member.value, field.kinds)
      return false
    }
    return allows(member.value, of: field)
  }

  private mutating func allows(_ value: LocatedValue, of field: Vocabulary.Field) -> Bool {
    guard let text = value.string, !field.choices.isEmpty, !field.choices.contains(text) else {
      return true
    }
    report(
      .valueNotAllowed, at: value.location,
      "'\(field.name)' must be \(Spelling.list(field.choices, "or")), not '\(text)'",
      hint: Spelling.hint(for: text, among: field.choices))
    return false
  }

  package mutating func notSupported(_ what: String, at location: SourceLocation, instead: String) {
    report(.notSupportedYet, at: location, "\(what) is not supported yet", hint: instead)
  }

  package mutating func wrongType(_ what: String, _ node: LocatedValue, _ kinds: Vocabulary.Kinds) {
    let scalar = if case .scalar(let value) = node.content { value.json } else { "" }
    let isQuotable = kinds.contains(.string) && !scalar.isEmpty && scalar != "null"
    report(
      .wrongType, at: node.location, "\(what) must be \(kinds.phrase), not \(node.typePhrase)",
      hint: isQuotable ? "put it in quotes: \"\(scalar)\"" : nil)
  }

  /// The texts of an array; anything else in it is reported.
  package mutating func strings(_ node: LocatedValue?, _ what: String) -> [String] {
    located(strings: node, what).compactMap(\.string)
  }

  /// The elements of an array that are texts; anything else in it is reported.
  package mutating func located(strings node: LocatedValue?, _ what: String) -> [LocatedValue] {
    (node?.elements ?? []).filter { element in
      guard let text = element.string else {
        wrongType("each of \(what)", element, .string)
        return false
      }
      if text.isEmpty {
        report(.emptyValue, at: element.location, "each of \(what) must hold text")
      }
      return !text.isEmpty
    }
  }

  /// Reads each member of an object by its name.
  mutating func named<Item>(
    _ node: LocatedValue?, _ read: (inout Self, LocatedMember) -> Item?
  ) -> [String: Item] {
    var items: [String: Item] = [:]
    for member in node?.members ?? [] { items[member.key] = read(&self, member) }
    return items
  }

  /// Compiles a JSON Schema; its problems become diagnostics.
  mutating func schema(_ node: LocatedValue) -> Schema? {
    do {
      return try Schema(node)
    } catch {
      for problem in error.problems {
        report(problem.code, at: problem.location, problem.message, hint: problem.hint)
      }
      return nil
    }
  }

  /// At most 63 letters, digits and hyphens, with a letter or digit at both ends.
  mutating func name(_ fields: Fields, _ field: String = "name") -> String {
    guard let node = fields[field], let text = node.string else { return "" }
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if text.isEmpty || text.count > 63 || !isPlain || text.hasPrefix("-") || text.hasSuffix("-") {
      report(
        .badPattern, at: node.location, "'\(text)' is not a \(field)",
        hint: "use at most 63 letters, digits and inner hyphens")
    }
    return text
  }

  mutating func version(_ fields: Fields, _ field: String = "version") -> SemanticVersion? {
    guard let node = fields[field], let text = node.string else { return nil }
    guard let version = SemanticVersion(text) else {
      report(
        .badPattern, at: node.location, "'\(text)' is not a semantic version",
        hint: "write three numbers, such as 1.0.0")
      return nil
    }
    return version
  }

  /// A date and time, for a clock.
  package mutating func moment(_ node: LocatedValue?) -> Timestamp? {
    guard let node, let text = node.string else { return nil }
    guard let time = Timestamp(text) else {
      report(
        .valueNotAllowed, at: node.location, "'\(text)' is not a date and time",
        hint: "write for example 2026-03-01T09:00:00Z")
      return nil
    }
    return time
  }

  /// `permissions`: origins, names of secrets, and what files may hold.
  mutating func permissions(_ node: LocatedValue?) -> Permissions {
    guard let node, let fields = fields(of: node, .permissions) else { return Permissions() }
    let hosts = located(strings: fields["hosts"], "'hosts'")
    for host in hosts { checkOrigin(host) }
    let artifacts = located(strings: fields["artifacts"], "'artifacts'")
    for artifact in artifacts where artifact.string != "secrets" {
      report(
        .valueNotAllowed, at: artifact.location,
        "'artifacts' may list 'secrets', not '\(artifact.string ?? "")'")
    }
    return Permissions(
      hosts: hosts.compactMap(\.string), secrets: strings(fields["secrets"], "'secrets'"),
      artifacts: artifacts.compactMap(\.string))
  }

  mutating func checkOrigin(_ node: LocatedValue) {
    guard let text = node.string, !text.contains("${") else { return }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    let isOrigin =
      parts.count == 2 && ["http", "https"].contains(parts[0]) && !parts[1].isEmpty
      && !parts[1].contains { "/?#@ ".contains($0) }
    if !isOrigin {
      report(
        .valueNotAllowed, at: node.location, "'\(text)' is not an origin",
        hint: "write scheme and host only, such as https://api.example.org")
    }
  }
}
