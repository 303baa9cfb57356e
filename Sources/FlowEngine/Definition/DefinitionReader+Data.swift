import FlowValue

/// What goes in and out of tasks, and durations.
extension DefinitionReader {
  mutating func input(_ node: LocatedValue?) -> InputDefinition {
    guard let node, let fields = fields(of: node, .input) else { return InputDefinition() }
    return InputDefinition(
      schema: schemaDefinition(fields["schema"]), from: expressionTemplate(fields["from"]))
  }

  mutating func output(_ node: LocatedValue?) -> OutputDefinition {
    guard let node, let fields = fields(of: node, .output) else { return OutputDefinition() }
    return OutputDefinition(
      schema: schemaDefinition(fields["schema"]), as: expressionTemplate(fields["as"]))
  }

  mutating func export(_ node: LocatedValue?) -> ExportDefinition {
    guard let node, let fields = fields(of: node, .export) else { return ExportDefinition() }
    return ExportDefinition(
      schema: schemaDefinition(fields["schema"]), as: expressionTemplate(fields["as"]))
  }

  private mutating func schemaDefinition(_ node: LocatedValue?) -> Schema? {
    guard let node, let fields = fields(of: node, .schema) else { return nil }
    if let format = fields["format"], let name = format.string,
      !["json", "json:2020-12"].contains(name)
    {
      notSupported(
        "the schema format '\(name)'", at: format.location, instead: "write a JSON Schema 2020-12")
      return nil
    }
    return fields["document"].flatMap { schema($0) }
  }

  /// A timeout written in place, or the name of one of `use.timeouts`.
  mutating func timeout(_ node: LocatedValue?) -> DurationTemplate? {
    guard let node else { return nil }
    guard let name = node.string else { return timeoutDefinition(node) }
    if ISODuration.milliseconds(name) != nil || ExpressionText(node)?.isMarked ?? false {
      report(
        .unknownReference, at: node.location, "'timeout' takes the name of one of 'use.timeouts'",
        hint: "write a duration as 'timeout: { after: … }'")
    } else {
      checkReference(node, to: "timeouts")
    }
    return use.timeouts[name]
  }

  mutating func timeoutDefinition(_ node: LocatedValue) -> DurationTemplate? {
    fields(of: node, .timeout).flatMap { duration($0["after"]) }
  }

  /// ISO 8601 text, an object of units, or an expression.
  mutating func duration(_ node: LocatedValue?) -> DurationTemplate? {
    guard let node else { return nil }
    if node.members != nil { return durationOfUnits(node) }
    guard let text = node.string else { return nil }
    if let expression = strictExpression(node) { return .template(.expression(expression)) }
    guard let milliseconds = ISODuration.milliseconds(text) else {
      report(
        .badDuration, at: node.location, "'\(text)' is not a duration",
        hint: "write for example PT30S, PT5M or P14D")
      return nil
    }
    return .milliseconds(milliseconds)
  }

  private mutating func durationOfUnits(_ node: LocatedValue) -> DurationTemplate? {
    guard let fields = fields(of: node, .duration) else { return nil }
    let template = template(node)
    guard case .literal(let value) = template else {
      for member in fields.members.values where member.value.string != nil {
        checkUnit(member)
      }
      return .template(template)
    }
    let isComplete = fields.members.count == node.members?.count
    guard let milliseconds = ISODuration.milliseconds(of: value) else {
      if isComplete {
        report(
          .badDuration, at: node.location,
          "a duration must have whole numbers that are not negative",
          hint: "write for example { minutes: 5 }")
      }
      return nil
    }
    return .milliseconds(milliseconds)
  }

  private mutating func checkUnit(_ member: LocatedMember) {
    guard !(ExpressionText(member.value)?.isMarked ?? false) else { return }
    wrongType("'\(member.key)'", member.value, .integer)
  }
}
