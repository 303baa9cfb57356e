import FlowEngine
import FlowValue

/// A fixture made of a run: nobody's name is left in it.
struct RecordedFixture {
  /// The fixture's members, in the order of a file.
  private(set) var value: FlowValue
  /// How many values of each kind were replaced in how many places.
  let counts: [(kind: PersonalKind, values: Int, places: Int)]
  /// The fields, as JSON pointers, in which personal texts are all the same, in a spelling that was
  /// not foreseen.
  let left: [String]
  /// The fields whose texts were replaced there only, since they are words of the flow's own.
  var ownFields: [String] { replacements.ownFields }
  /// The fields that hold secrets which no call moved to the store.
  var secretFields: [String] { replacements.secretFields }
  private let replacements: Replacements

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
    var left: [String] = []
    for (name, member) in draft {
      value[name] = Self.disguised(member, at: Place(name), &replacements, &left)
    }
    self.value = value
    self.left = left
    counts = replacements.counts
    self.replacements = replacements
  }

  /// Names of tasks are the flow's, whoever is called the same, as is what stands for an outcome.
  private static func disguised(
    _ value: FlowValue, at place: Place, _ replacements: inout Replacements, _ left: inout [String]
  ) -> FlowValue {
    guard let own = ownMembers[place.pointer], let members = value.object else {
      let other = replacements.apply(value, at: place)
      left += replacements.fieldsLeft(in: other, at: place)
      return other
    }
    var others: FlowObject = [:]
    for (name, member) in members {
      others[name] =
        own.contains(name)
        ? member : disguised(member, at: place.member(name), &replacements, &left)
    }
    return .object(others)
  }

  /// Objects whose members' names are the definition's, and those members whose values are, too.
  private static let ownMembers: [String: Set<String>] = [
    "/answers": [], "/expect": ["status", "tasks", "waiting"],
    "/expect/error": ["type", "status", "instance"],
  ]

  /// Takes the texts of a repetition that are others for a good reason: the clock of a fixture stands
  /// while something is done, and words that the flow says itself were replaced in some places only.
  mutating func takeTexts(from observation: FixtureObservation) {
    let replacements = replacements
    func masked(_ text: String) -> FlowValue {
      FlowValue.string(replacements.masked(text)).withoutTimes
    }
    for name in ["output", "error"] {
      let actual = name == "output" ? observation.report?.output : observation.report?.error?.value
      guard let expected = value["expect"]?[name], let actual else { continue }
      value["expect"]?[name] = expected.taking(from: actual, ifSame: masked)
    }
    guard var effects = value["expect"]?["effects"]?.array else { return }
    var calls = observation.calls[...]
    for index in effects.indices {
      let pattern = effects[index]["http"]?.string ?? ""
      guard let place = calls.firstIndex(where: { "\($0.method) \($0.path)" == pattern }) else {
        continue
      }
      for (name, actual) in [("body", calls[place].body), ("query", calls[place].query)] {
        effects[index][name] = effects[index][name]?.taking(from: actual, ifSame: masked)
      }
      calls = calls[(place + 1)...]
    }
    value["expect"]?["effects"] = .array(effects)
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
    let heard = record.exchanges.compactMap { exchange -> FlowValue? in
      guard case .answer(let answer) = exchange.result else { return nil }
      return answer["body"]
    }
    let told =
      [record.input] + record.answers.map(\.value) + heard + [record.actor, record.settings]
    var fields = PersonalFields(record.definition, told: told)
    fields.take(record.input, by: record.definition.input, at: "/input")
    var counts: [String: Int] = [:]
    for answer in record.answers {
      let place = Place("answers").member(answer.task).element(counts[answer.task, default: 0])
      fields.take(answer.value, by: answer.schema, at: place.pointer)
      counts[answer.task, default: 0] += 1
    }
    fields.take(
      made: record.report.output ?? .null, by: record.definition.output, at: "/expect/output")
    for check in record.checks { fields.take(made: check.value, by: check.schema) }
    for value in told { fields.take(value) }
    for exchange in record.exchanges {
      fields.take(made: exchange.query)
      fields.take(made: exchange.body ?? .null)
    }
    fields.take(made: record.report.output ?? .null)
    return Replacements(fields, disguise: Disguise(run: record.report.id.rawValue, told: told))
  }
}

extension FlowValue {
  /// The value with the texts of another one that say the same.
  fileprivate func taking(from other: FlowValue, ifSame masked: (String) -> FlowValue) -> FlowValue
  {
    switch (self, other) {
    case (.string(let text), .string(let others)):
      return masked(text) == masked(others) ? other : self
    case (.array(let elements), .array(let others)) where elements.count == others.count:
      return .array(zip(elements, others).map { $0.taking(from: $1, ifSame: masked) })
    case (.object(let members), .object(let others)):
      var taken = members
      for (name, member) in members {
        if let other = others[name] { taken[name] = member.taking(from: other, ifSame: masked) }
      }
      return .object(taken)
    default: return self
    }
  }
}
