import FlowEngine
import FlowValue

/// Makes what a fixture expects fit what came: status, results, tasks and calls.
///
/// What must never happen, and what has to be refused, is nobody's but a person's to change.
struct ExpectationUpdate {
  let expectation: Expectation
  let observation: FixtureObservation
  private let node: LocatedValue
  private var edits: FixtureEdits

  /// A file's text with another expectation, and what of it could not be changed.
  struct Result {
    let text: String
    let refusals: [FixtureEdits.Refusal]
  }

  /// The text of a file with another expectation.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - fixture: What it says.
  ///   - observation: What came of it.
  /// - Returns: The text, and what had to be left in it.
  /// - Throws: `FixtureEdits.Refusal` with the reason why all of it has to be left.
  static func update(
    _ text: String, of fixture: Fixture, _ observation: FixtureObservation
  ) throws -> Result {
    let source = SourceText(text, file: fixture.file)
    let root = try YAMLDocument.read(
      source, text: text, tags: [ExpectedValue.exactTag, FixtureAnswer.refusedTag])
    guard let expect = root["expect"] else {
      throw FixtureEdits.Refusal(reason: "it expects nothing")
    }
    let text = FixtureText(text)
    let node = text.placingAliases(expect)
    let guarded = GuardedPlaces(text, node, in: root)
    var update = ExpectationUpdate(fixture.expect, observation, node, FixtureEdits(text, guarded))
    try update.check()
    try update.updateStatus()
    update.updateValues()
    update.updateNames()
    update.updateCalls()
    return Result(
      text: try update.edits.applied(within: try update.limits()),
      refusals: update.edits.refusals)
  }

  /// The part of the file that may be changed: the lines of what is expected, or its brackets.
  private func limits() throws(FixtureEdits.Refusal) -> Range<Int> {
    let text = edits.text
    let start = text.position(node.location)
    let line = text.lineStart(start)
    let isAlone = text.scalars[line..<start].allSatisfy { $0 == " " }
    return (isAlone ? line : start)..<text.nextLine(try edits.end(node))
  }

  private init(
    _ expectation: Expectation, _ observation: FixtureObservation, _ node: LocatedValue,
    _ edits: FixtureEdits
  ) {
    self.expectation = expectation
    self.observation = observation
    self.node = node
    self.edits = edits
  }

  private func check() throws(FixtureEdits.Refusal) {
    if let refusal = edits.refusal(node) { throw refusal }
    if let failure = observation.failures.first {
      throw FixtureEdits.Refusal(reason: "\(failure.subject): nothing under 'expect' mends that")
    }
    if let failure = expectation.neverFailures(observation).first {
      throw FixtureEdits.Refusal(
        reason: "\(failure.expected ?? "never") is broken, and is not given up by itself")
    }
    if expectation.status.value == .refused || observation.status == .refused
      || expectation.refused != nil
    {
      throw FixtureEdits.Refusal(reason: "what is refused is not changed by itself")
    }
    if expectation.failures(observation) == observation.unasked, !observation.unasked.isEmpty {
      throw FixtureEdits.Refusal(reason: "answers are left that nobody asks for")
    }
  }

  private mutating func updateStatus() throws(FixtureEdits.Refusal) {
    guard expectation.status.value != observation.status else { return }
    let parts: [(name: String, isThere: Bool)] = [
      ("output", observation.report?.output != nil), ("error", observation.report?.error != nil),
      ("waiting", !observation.waiting.isEmpty),
    ]
    if let lost = parts.first(where: { node[$0.name] != nil && !$0.isThere }) {
      throw FixtureEdits.Refusal(
        reason:
          "the run is \(observation.status.text) and has no '\(lost.name)' that could be expected")
    }
    if let status = node["status"] {
      edits.replace(status, with: .string(observation.status.text))
    } else {
      edits.prepend("status", .string(observation.status.text), to: node)
    }
  }

  private mutating func updateValues() {
    let values = [
      ("output", observation.report?.output), ("error", observation.report?.error?.value),
    ]
    for (name, actual) in values {
      guard let part = node[name], let actual else { continue }
      ValueUpdate().update(part, to: actual, isExact: false, in: &edits)
    }
  }

  // MARK: - Names

  private mutating func updateNames() {
    for (name, actual) in [("waiting", observation.waiting), ("tasks", observation.tasks)] {
      guard let list = node[name] else { continue }
      let items = (list.elements ?? []).map { SequenceAlignment.Item($0.string ?? "") }
      edits.change(list, NameListUpdate(SequenceAlignment(items, actual, missing: 2)).change)
    }
  }

  // MARK: - Calls

  private mutating func updateCalls() {
    guard let expected = expectation.effects?.value, let list = node["effects"],
      let elements = list.elements, elements.count == expected.count,
      !expectation.effectFailures(observation).isEmpty
    else { return }
    if edits.refusal(list) != nil { return edits.refuse(list) }
    let isExact = expectation.effectsAreExact
    let steps = CallAlignment(expected, observation.calls, isExact: isExact).steps
    var change = FixtureEdits.ListChange()
    var index = 0
    for step in steps {
      switch step {
      case .pair(let place, let call, let fits):
        if !fits { update(elements[place], to: observation.calls[call]) }
        index = place + 1
      case .missing(let place):
        change.removed.insert(place)
        index = place + 1
      case .unexpected(let call) where isExact:
        let seen = observation.calls[call]
        change.inserted[index, default: []].append(["http": .string("\(seen.method) \(seen.path)")])
      case .unexpected: break
      }
    }
    edits.change(list, change)
  }

  private mutating func update(_ element: LocatedValue, to call: SeenCall) {
    if edits.refusal(element) != nil { return edits.refuse(element) }
    if let body = element["body"] {
      ValueUpdate().update(body, to: call.body, isExact: false, in: &edits)
    }
    if let query = element["query"] {
      ValueUpdate(isText: true).update(query, to: call.query, isExact: false, in: &edits)
    }
    for header in element["headers"]?.members ?? [] {
      guard let value = call.headers[header.key.lowercased()] else {
        edits.refuse(.init(reason: "the header \(header.key) is not sent any more"))
        continue
      }
      ValueUpdate(isText: true).update(header.value, to: value, isExact: false, in: &edits)
    }
  }
}
