import FlowEngine
import FlowValue

/// What a fixture expects.
extension FixtureReader {
  mutating func expectation(_ node: LocatedValue) -> Expectation? {
    guard let fields = fields(of: node, .expectation) else { return nil }
    var expectation = Expectation(status: status(fields))
    expectation.output = fields["output"].map(part)
    expectation.error = fields["error"].map(part)
    expectation.waiting = list(fields["waiting"], "'waiting'", ofTasks: true)
    expectation.refused = list(fields["refused"], "'refused'", ofTasks: false)
    expectation.tasks = list(fields["tasks"], "'tasks'", ofTasks: true)
    if let effects = fields["effects"] {
      expectation.effects = .init(
        value: (effects.elements ?? []).compactMap { expectedCall($0) },
        location: effects.location)
      expectation.effectsAreExact = effects.tag == ExpectedValue.exactTag
    }
    expectation.never = (fields["never"]?.elements ?? []).compactMap { expectedCall($0) }
    if let artifacts = fields["artifacts"] {
      expectation.artifacts = .init(
        value: (artifacts.elements ?? []).compactMap { artifact($0) },
        location: artifacts.location)
      expectation.artifactsAreExact = artifacts.tag == ExpectedValue.exactTag
    }
    expectation.afterCrash =
      fields["afterCrash"].flatMap { expectationAfterCrash($0) }
      .map { [$0] } ?? []
    return expectation
  }

  private mutating func expectationAfterCrash(_ node: LocatedValue) -> Expectation? {
    guard let fields = fields(of: node, .expectationAfterCrash) else { return nil }
    var expectation = Expectation(status: status(fields))
    expectation.output = fields["output"].map(part)
    expectation.error = fields["error"].map(part)
    expectation.waiting = list(fields["waiting"], "'waiting'", ofTasks: true)
    return expectation
  }

  private mutating func artifact(_ node: LocatedValue) -> ExpectedArtifact? {
    guard let fields = fields(of: node, .expectedArtifact), let name = fields["name"]?.string
    else { return nil }
    return ExpectedArtifact(
      name: name, type: fields["type"]?.string, contains: passages(fields, "contains"),
      lacks: passages(fields, "lacks"), location: node.location)
  }

  private mutating func passages(_ fields: Fields, _ name: String) -> [Passage] {
    located(strings: fields[name], "'\(name)'").map {
      Passage(text: $0.string ?? "", location: $0.location)
    }
  }

  private func part(_ node: LocatedValue) -> Expectation.Part<ExpectedValue> {
    Expectation.Part(value: ExpectedValue(node), location: node.location)
  }

  /// The status that is stated, or the one that the rest is about.
  private func status(_ fields: Fields) -> Expectation.Part<Expectation.Status> {
    if let node = fields["status"], let status = Expectation.Status(node.string ?? "") {
      return Expectation.Part(value: status, location: node.location)
    }
    let implied: [(String, Expectation.Status)] = [
      ("error", .phase(.faulted)), ("waiting", .phase(.waiting)), ("refused", .refused),
    ]
    for (field, status) in implied {
      if let node = fields[field] {
        return Expectation.Part(value: status, location: node.location)
      }
    }
    return Expectation.Part(value: .phase(.completed), location: fields.node.location)
  }

  private mutating func list(
    _ node: LocatedValue?, _ what: String, ofTasks: Bool
  ) -> Expectation.Part<[String]>? {
    guard let node else { return nil }
    let texts = located(strings: node, what)
    if ofTasks {
      for text in texts where SequenceAlignment.Item(text.string ?? "") != .gap {
        checkTask(text.string ?? "", at: text.location)
      }
    }
    return Expectation.Part(value: texts.compactMap(\.string), location: node.location)
  }
}

/// Tags stand where they mean something.
extension FixtureReader {
  mutating func checkTags(_ root: LocatedValue) {
    for member in root.members ?? [] {
      switch member.key {
      case "expect", "http":
        checkTags(in: member.value, allowed: ExpectedValue.exactTag)
      case "answers":
        for answers in member.value.members ?? [] {
          refuseTag(of: answers.value, unless: nil)
          for answer in answers.value.elements ?? [] {
            refuseTag(of: answer, unless: FixtureAnswer.refusedTag)
            for part in answer.members ?? [] { checkTags(in: part.value, allowed: nil) }
          }
        }
      default: checkTags(in: member.value, allowed: nil)
      }
    }
  }

  private mutating func checkTags(in node: LocatedValue, allowed: String?) {
    let isScalar = if case .scalar = node.content { true } else { false }
    refuseTag(of: node, unless: isScalar ? nil : allowed)
    for element in node.elements ?? [] { checkTags(in: element, allowed: allowed) }
    for member in node.members ?? [] { checkTags(in: member.value, allowed: allowed) }
  }

  private mutating func refuseTag(of node: LocatedValue, unless allowed: String?) {
    guard let tag = node.tag, tag != allowed else { return }
    report(
      .unknownTag, at: node.location, "'\(tag)' has no meaning here",
      hint: tag == FixtureAnswer.refusedTag
        ? "it stands before an answer" : "it stands before an object or a list that is expected")
  }
}
