import FlowValue

/// Events that a workflow emits, and what events that it waits for have to look like.
extension DefinitionReader {
  mutating func emit(_ node: LocatedValue?) -> EmittedEvent? {
    guard let node, let fields = fields(of: node, .emit), let event = fields["event"],
      let with = self.fields(of: event, .emittedEvent)?["with"]
    else { return nil }
    for name in ["source", "type"] where with[name] == nil {
      report(.missingField, at: with.location, "the event lacks the attribute '\(name)'")
    }
    checkTime(with["time"])
    return EmittedEvent(attributes: attributes(with))
  }

  mutating func eventFilter(_ node: LocatedValue) -> EventFilter? {
    guard let fields = fields(of: node, .eventFilter) else { return nil }
    let with = fields["with"]
    if let with, with.members?.isEmpty ?? false {
      report(
        .emptyValue, at: with.location, "the filter has no attribute",
        hint: "write 'any: []' to take every event")
    }
    return EventFilter(
      attributes: with.map { attributes($0) } ?? [],
      correlations: (fields["correlate"]?.members ?? []).compactMap { correlation($0) })
  }

  private mutating func correlation(_ member: LocatedMember) -> EventFilter.Correlation? {
    guard let fields = fields(of: member.value, .correlation),
      let from = expression(fields["from"])
    else { return nil }
    return EventFilter.Correlation(
      name: member.key, from: from, expect: fields["expect"].map { template($0) })
  }

  private mutating func attributes(
    _ node: LocatedValue
  ) -> [(name: String, value: Template)] {
    (node.members ?? []).map { member in
      checkAttributeName(member)
      if member.key != "data" { checkAttributeValue(member) }
      return (member.key, template(member.value))
    }
  }

  private mutating func checkAttributeName(_ member: LocatedMember) {
    let isName = member.key.allSatisfy {
      $0.isASCII && ($0.isLowercase || $0.isNumber)
    }
    if isName, !member.key.isEmpty { return }
    report(
      .badPattern, at: member.location, "'\(member.key)' is not the name of an attribute",
      hint: Spelling.hint(for: member.key, among: Vocabulary.eventAttributes)
        ?? "use small letters and digits, or put it under 'data'")
  }

  /// CloudEvents has texts, integers and booleans, none of them empty.
  private mutating func checkAttributeValue(_ member: LocatedMember) {
    let kinds: Vocabulary.Kinds =
      Vocabulary.eventAttributes.contains(member.key) ? .string : [.string, .integer, .boolean]
    if kinds.isDisjoint(with: Vocabulary.Kinds(of: member.value)) {
      wrongType("'\(member.key)'", member.value, kinds)
    } else if member.value.string?.isEmpty ?? false {
      report(
        .emptyValue, at: member.value.location, "the attribute '\(member.key)' is empty",
        hint: "leave it out")
    }
  }

  private mutating func checkTime(_ node: LocatedValue?) {
    guard let node, let text = node.string, !text.isEmpty,
      !(ExpressionText(node)?.isMarked ?? false), !SchemaFormat.dateTime.accepts(text)
    else { return }
    report(
      .badPattern, at: node.location, "'\(text)' is not \(SchemaFormat.dateTime.phrase)",
      hint: "leave it out for the time at which the event is emitted")
  }
}
