import FlowValue

extension DefinitionReader {
  mutating func listen(_ task: Fields, _ reference: String) -> Listen? {
    let fields = task["listen"].flatMap { self.fields(of: $0, .listen) }
    let to = fields?["to"].flatMap { consumption($0, .listenTo) }
    let read = fields?.string("read").flatMap(Listen.Read.init) ?? .data
    let foreach = task["foreach"].flatMap { listenLoop($0, reference + "/foreach") }
    return to.map { Listen(to: $0, read: read, foreach: foreach) }
  }

  private mutating func consumption(
    _ node: LocatedValue, _ vocabulary: Vocabulary
  ) -> EventConsumption? {
    guard let fields = fields(of: node, vocabulary) else { return nil }
    let kinds = ["one", "any", "all"].compactMap { fields.members[$0] }
    let until = fields["until"]
    guard kinds.count == 1, let kind = kinds.first else {
      if kinds.count > 1 || fields.members.count == node.members?.count {
        report(
          kinds.isEmpty ? .missingField : .valueNotAllowed, at: node.location,
          "\(vocabulary.noun) must have exactly one of 'one', 'any' and 'all'")
      }
      return nil
    }
    if kind.key != "any", let until = fields.members["until"] {
      report(
        .valueNotAllowed, at: until.location, "'until' goes with 'any', not with '\(kind.key)'")
    }
    switch kind.key {
    case "one": return eventFilter(kind.value).map(EventConsumption.one)
    case "all": return all(kind.value)
    default: return .any(filters(kind.value), until: until.flatMap { self.until($0) })
    }
  }

  private mutating func all(_ node: LocatedValue) -> EventConsumption {
    if node.elements?.isEmpty ?? false {
      report(
        .emptyValue, at: node.location, "'all' waits for no event",
        hint: "write 'any: []' to take every event")
    }
    return .all(filters(node))
  }

  private mutating func filters(_ node: LocatedValue) -> [EventFilter] {
    (node.elements ?? []).compactMap { eventFilter($0) }
  }

  private mutating func until(_ node: LocatedValue) -> EventConsumption.Until? {
    if node.members != nil { return consumption(node, .listenUntil).map { .consumed($0) } }
    guard let isMet = node.value.bool else { return expression(node).map { .condition($0) } }
    if isMet {
      report(
        .valueNotAllowed, at: node.location, "'until' must be false, an expression or events",
        hint: "leave it out to take the first event only")
    }
    return .never
  }

  private mutating func listenLoop(_ node: LocatedValue, _ reference: String) -> ListenLoop? {
    guard let fields = fields(of: node, .listenLoop) else { return nil }
    return ListenLoop(
      item: variable(fields["item"]) ?? "item", at: variable(fields["at"]) ?? "index",
      tasks: tasks(fields["do"], at: reference + "/do"), output: output(fields["output"]),
      export: export(fields["export"]))
  }
}
