import FlowValue

/// `call: prompt`, a question to a person.
extension DefinitionReader {
  mutating func promptCall(_ task: Fields) -> Call? {
    guard let with = task["with"] else {
      report(
        .missingField, at: task["call"]?.location ?? task.node.location,
        "'call: prompt' lacks the field 'with'")
      return nil
    }
    guard with.members != nil else {
      return wholeTemplate(with, "'with'").map { .prompt(with: $0) }
    }
    guard let fields = fields(of: with, .prompt) else { return nil }
    checkQuestion(fields)
    var members: [(key: String, value: Template)] = []
    for member in with.members ?? [] where fields[member.key] != nil {
      guard let value = promptMember(member) else { continue }
      members.append((member.key, value))
    }
    let isLiteral = members.allSatisfy { $0.value.isLiteral }
    return .prompt(with: isLiteral ? .literal(with.value) : .object(members))
  }

  /// A prompt asks by a form of a plugin or by a schema, not by both.
  private mutating func checkQuestion(_ fields: Fields) {
    if let form = fields.members["form"], let schema = fields.members["schema"] {
      let second = [form, schema].max {
        ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column)
      }
      report(
        .valueNotAllowed, at: second?.location ?? fields.node.location,
        "a prompt has either 'form' or 'schema'", hint: "leave one of them out")
    }
    let isComplete = fields.members.count == fields.node.members?.count
    if isComplete, fields["form"] == nil, fields["schema"] == nil {
      report(
        .missingField, at: fields.node.location, "a prompt lacks the field 'form' or 'schema'",
        hint: "name a form as 'plugin.form', or write what to ask as a JSON Schema")
    }
  }

  private mutating func promptMember(_ member: LocatedMember) -> Template? {
    switch member.key {
    case "form": form(member.value)
    case "schema": promptSchema(member.value)
    case "given", "defaults": wholeTemplate(member.value, "'\(member.key)'")
    case "roles": roles(member.value)
    case "due":
      switch duration(member.value) {
      case .milliseconds: .literal(member.value.value)
      case .template(let template): template
      case nil: nil
      }
    default: template(member.value)
    }
  }

  private mutating func form(_ node: LocatedValue) -> Template? {
    let template = template(node)
    guard case .literal = template, let name = node.string else { return template }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count != 2 || parts.contains(where: \.isEmpty) {
      report(
        .badPattern, at: node.location, "'\(name)' is not the name of a form",
        hint: "write 'plugin.form', or what to ask as a JSON Schema under 'schema'")
    }
    return template
  }

  /// Compiled only to find what is wrong with it: the prompt keeps it as written.
  private mutating func promptSchema(_ node: LocatedValue) -> Template? {
    let template = wholeTemplate(node, "'schema'")
    if case .literal = template, schema(node) == nil { return nil }
    return template
  }

  private mutating func roles(_ node: LocatedValue) -> Template? {
    guard let elements = node.elements else {
      if let expression = strictExpression(node) { return .expression(expression) }
      wrongType("'roles'", node, .array)
      return nil
    }
    if elements.isEmpty {
      report(
        .emptyValue, at: node.location, "'roles' names no role",
        hint: "leave it out to let everyone answer")
    }
    _ = located(strings: node, "'roles'")
    return template(node)
  }
}
