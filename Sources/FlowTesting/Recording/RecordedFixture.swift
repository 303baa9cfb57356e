import FlowEngine
import FlowValue

/// A fixture made of a run: nobody's name is left in it.
struct RecordedFixture {
  /// The fixture's members, in the order of a file.
  private(set) var value: FlowValue
  /// How many values of each kind were replaced in how many places.
  let counts: [(kind: PersonalKind, values: Int, places: Int)]
  /// How many personal texts are in it all the same, in a spelling that was not foreseen.
  let left: Int

  /// - Parameters:
  ///   - record: The run.
  ///   - flow: The path of its flow from the fixture; `nil` where it need not be said.
  init(_ record: RunRecord, flow: String?) {
    let draft = Self.draft(record)
    var replacements = Self.replacements(for: record)
    var value: FlowValue = [
      "title": .string(
        "A recorded run of \(record.report.workflow["name"]?.string ?? ""), \(record.report.phase)")
    ]
    value["flow"] = flow.map { .string($0) }
    if record.language != "en" { value["language"] = .string(record.language) }
    value["clock"] = .string(record.startedAt.description)
    var disguised: [FlowValue] = []
    for (name, member) in draft {
      // Names of tasks are the flow's, whoever is called the same.
      let replaced: FlowValue
      if let own = Self.ownNames[name], var members = member.object {
        for (key, part) in members where !own.contains(key) {
          members[key] = replacements.apply(part)
          disguised += [members[key]].compactMap(\.self)
        }
        replaced = .object(members)
      } else {
        replaced = replacements.apply(member)
        disguised.append(replaced)
      }
      value[name] = replaced
    }
    self.value = value
    counts = replacements.counts
    left = replacements.count(leftIn: disguised.flatMap(\.texts))
  }

  /// Objects whose members' names are the definition's, and those members whose values are, too.
  private static let ownNames: [String: Set<String>] = [
    "answers": [], "expect": ["status", "tasks", "waiting"],
  ]

  /// Takes the times of a repetition, which are not those of the run: the clock of a fixture stands
  /// while something is done.
  mutating func takeTimes(from observation: FixtureObservation) {
    for name in ["output", "error"] {
      let actual = name == "output" ? observation.report?.output : observation.report?.error?.value
      guard let expected = value["expect"]?[name], let actual else { continue }
      value["expect"]?[name] = expected.takingTimes(from: actual)
    }
  }

  // MARK: - Inside

  private static func draft(_ record: RunRecord) -> FlowObject {
    let volatility = Volatility(record)
    let constants = record.definition.texts.joined(separator: "\n").lowercased()
    let mocks = record.exchanges.map {
      RecordedMock(exchange: $0, volatility: volatility, constants: constants)
    }
    var draft: FlowObject = ["actor": record.actor]
    if record.settings != [:] { draft["settings"] = record.settings }
    draft["input"] = record.input
    draft["simulate"] = []
    if !mocks.isEmpty { draft["http"] = .array(self.mocks(mocks)) }
    if !record.answers.isEmpty { draft["answers"] = answers(record) }
    draft["expect"] = expectation(record, mocks, volatility)
    return draft
  }

  /// In the order of the run; the same call with the same answer twice in a row is one mock.
  private static func mocks(_ mocks: [RecordedMock]) -> [FlowValue] {
    let needed = mocks.filter(\.isNeeded)
    let counts = needed.reduce(into: [:]) { counts, mock in
      counts["\(mock.exchange.method) \(mock.path)", default: 0] += 1
    }
    var values: [(value: FlowValue, times: Int)] = []
    for mock in needed {
      let isOneOfMany = counts["\(mock.exchange.method) \(mock.path)", default: 0] > 1
      var value: FlowValue = [
        "request": mock.request(withBody: !mock.exchange.isWrite || isOneOfMany)
      ]
      for (name, member) in mock.answer.object ?? [:] { value[name] = member }
      if values.last?.value == value {
        values[values.count - 1].times += 1
      } else {
        values.append((value, 1))
      }
    }
    return values.map { value, times in
      var value = value
      if times > 1 { value["times"] = .integer(Int64(times)) }
      return value
    }
  }

  private static func answers(_ record: RunRecord) -> FlowValue {
    .object(
      record.answers.reduce(into: [:]) { answers, answer in
        answers[answer.task] = .array((answers[answer.task]?.array ?? []) + [answer.value])
      })
  }

  private static func expectation(
    _ record: RunRecord, _ mocks: [RecordedMock], _ volatility: Volatility
  ) -> FlowValue {
    let report = record.report
    var observation = FixtureObservation()
    observation.report = report
    var expect: FlowValue = ["status": .string(report.phase.rawValue)]
    if let output = report.output, let kept = volatility.result(output), kept != [:], kept != .null
    {
      expect["output"] = kept
    }
    if let error = report.error {
      var members = error.members
      members["type"] = .string(error.type)
      members["status"] = .integer(Int64(error.status))
      expect["error"] = volatility.result(.object(members))
    }
    if report.phase == .waiting { expect["waiting"] = names(observation.waiting) }
    expect["tasks"] = names(observation.tasks)
    let writes = mocks.filter { $0.exchange.isWrite && $0.isNeeded }
    if !writes.isEmpty { expect["effects"] = .array(writes.map(\.expectation)) }
    return expect
  }

  private static func names(_ names: [String]) -> FlowValue {
    .array(names.map { .string($0) })
  }

  private static func replacements(for record: RunRecord) -> Replacements {
    var fields = PersonalFields(record.definition)
    fields.take(record.input, by: record.definition.input)
    for answer in record.answers { fields.take(answer.value, by: answer.schema) }
    // What the run made itself, of its own words or of these, is no source: a disguise of the whole
    // would not be what it makes of the disguised parts.
    let heard = record.exchanges.compactMap { exchange -> FlowValue? in
      guard case .answer(let answer) = exchange.result else { return nil }
      return answer["body"]
    }
    let told = [record.input] + record.answers.map(\.value) + heard
    fields.take(
      record.report.output ?? .null, by: record.definition.output,
      among: Set(told.flatMap(\.texts)))
    for value in told + [record.actor, record.settings] { fields.take(value) }
    return Replacements(fields.found, disguise: Disguise(salt: record.report.id.rawValue))
  }
}

extension FlowValue {
  /// The value with the texts of another one that differ from its own in times alone.
  fileprivate func takingTimes(from other: FlowValue) -> FlowValue {
    switch (self, other) {
    case (.string, .string): return self.withoutTimes == other.withoutTimes ? other : self
    case (.array(let elements), .array(let others)) where elements.count == others.count:
      return .array(zip(elements, others).map { $0.takingTimes(from: $1) })
    case (.object(let members), .object(let others)):
      var taken = members
      for (name, member) in members {
        if let other = others[name] { taken[name] = member.takingTimes(from: other) }
      }
      return .object(taken)
    default: return self
    }
  }
}
