package import FlowEngine
import FlowValue
package import Foundation

extension Fixture {
  /// Reads a fixture.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: The path that diagnostics print.
  ///   - folder: Where the files that it names are.
  ///   - flow: What it can name of its flow.
  /// - Returns: The fixture.
  /// - Throws: `DefinitionError` with every problem of the file.
  package static func read(
    _ text: String, file: String, folder: URL, flow: FlowOutline
  ) throws(DefinitionError) -> Fixture {
    let source = SourceText(text, file: file)
    let root = try YAMLDocument.read(
      source, text: text, tags: FixtureReader.tags)
    var reader = FixtureReader(findings: Findings(source: source), flow: flow, folder: folder)
    let fixture = reader.fixture(root, file: file)
    try reader.findings.check()
    guard let fixture else { throw DefinitionError([]) }
    return fixture
  }

  /// The flow that a fixture names, where it is not in that flow's own folder.
  ///
  /// - Throws: `DefinitionError` if the file is no YAML.
  static func flow(named text: String, file: String) throws(DefinitionError) -> String? {
    try YAMLDocument.read(
      SourceText(text, file: file), text: text,
      tags: FixtureReader.tags)["flow"]?.string
  }
}

extension FlowValue {
  /// The value with the member at a path replaced, as `flowctl run --set` does it.
  fileprivate func replacing(_ path: ArraySlice<String>, with new: FlowValue) -> FlowValue {
    guard let name = path.first else { return new }
    var copy = self
    copy[name] = (self[name] ?? [:]).replacing(path.dropFirst(), with: new)
    return copy
  }
}

/// Reads fixtures; what they name of a flow has to be there.
struct FixtureReader: DocumentReading {
  var findings: Findings
  let flow: FlowOutline
  let folder: URL

  static let tags: Set = [ExpectedValue.exactTag, FixtureAnswer.refusedTag]

  mutating func fixture(_ root: LocatedValue, file: String) -> Fixture? {
    guard let fields = fields(of: root, .fixture) else { return nil }
    checkTags(root)
    let expectation = fields["expect"].flatMap { self.expectation($0) }
    var fixture = Fixture(
      file: file, title: fields.string("title") ?? URL(filePath: file).lastPathComponent,
      expect: expectation
        ?? Expectation(status: .init(value: .phase(.completed), location: root.location)))
    fixture.language = fields.string("language")
    fixture.clock = moment(fields["clock"]) ?? fixture.clock
    fixture.profile = fields.string("profile")
    fixture.changes = changes(fields)
    fixture.input = input(fields["input"])
    for member in fields["set"]?.members ?? [] {
      let path = member.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      fixture.input = fixture.input.replacing(path[...], with: member.value.value)
    }
    fixture.mocks = (fields["http"]?.elements ?? []).compactMap { mock($0) }
    fixture.meanwhile = (fields["meanwhile"]?.elements ?? []).compactMap { event($0) }
      .sorted { $0.after < $1.after }
    fixture.answers = answers(fields["answers"])
    return fixture
  }

  private mutating func changes(_ fields: Fields) -> VirtualWorld.Changes {
    var changes = VirtualWorld.Changes()
    if let node = fields["simulate"] {
      changes.simulate = located(strings: node, "'simulate'").compactMap { plugin($0) }
    }
    if let node = fields["actor"], let actor = self.fields(of: node, .fixtureActor) {
      _ = strings(actor["roles"], "'roles'")
      changes.actor = node.value
    }
    for member in fields["settings"]?.members ?? [] {
      checkPlugin(member.key, at: member.location)
      guard let values = member.value.value.object else {
        wrongType("'\(member.key)'", member.value, .object)
        continue
      }
      changes.settings[member.key] = values
    }
    for member in fields["secrets"]?.members ?? [] {
      checkPlugin(member.key, at: member.location)
      for secret in member.value.members ?? [] {
        guard let text = secret.value.string else {
          wrongType("'\(secret.key)'", secret.value, .string)
          continue
        }
        changes.secrets[member.key, default: [:]][secret.key] = text
      }
    }
    return changes
  }

  private mutating func plugin(_ node: LocatedValue) -> String? {
    checkPlugin(node.string ?? "", at: node.location)
    return node.string
  }

  private mutating func checkPlugin(_ name: String, at location: SourceLocation) {
    checkKnown(name, among: flow.plugins, "plugin", .unknownPlugin, at: location)
  }

  mutating func checkKnown(
    _ name: String, among known: [String], _ noun: String, _ code: DiagnosticCode,
    at location: SourceLocation
  ) {
    if known.contains(name) { return }
    report(
      code, at: location, "there is no \(noun) '\(name)'",
      hint: Spelling.hint(for: name, among: known)
        ?? (known.isEmpty
          ? "\(flow.name) has none" : "\(flow.name) has \(Spelling.list(known, "and"))"))
  }

  /// An object, or the path of a JSON or YAML file beside the fixture.
  private mutating func input(_ node: LocatedValue?) -> FlowValue {
    guard let node else { return [:] }
    guard let path = node.string else { return node.value }
    let url = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    guard let data = FileManager.default.contents(atPath: url.path),
      let text = String(validating: data, as: UTF8.self)
    else {
      report(
        .unknownReference, at: node.location, "the input '\(path)' cannot be read",
        hint: "give a path relative to the fixture's folder, or the input itself")
      return [:]
    }
    do {
      return try FlowEngine.readDocument(text, file: path)
    } catch {
      findings.add(error)
      return [:]
    }
  }

  private mutating func event(_ node: LocatedValue) -> OutsideEvent? {
    guard let fields = fields(of: node, .outsideEvent) else { return nil }
    let command = strings(fields["command"], "'command'")
    guard let after = fields["after"], let text = after.string, let simulator = fields["simulator"]
    else { return nil }
    checkKnown(
      simulator.string ?? "", among: flow.simulators, "simulator", .unknownPlugin,
      at: simulator.location)
    guard let milliseconds = ISODuration.milliseconds(text) else {
      report(
        .badDuration, at: after.location, "'\(text)' is not a duration",
        hint: "write for example P3D or PT30M")
      return nil
    }
    return OutsideEvent(
      after: milliseconds, simulator: simulator.string ?? "", command: command,
      location: node.location)
  }

  private mutating func answers(_ node: LocatedValue?) -> [String: [FixtureAnswer]] {
    var answers: [String: [FixtureAnswer]] = [:]
    for member in node?.members ?? [] {
      checkTask(member.key, at: member.location)
      guard let elements = member.value.elements else {
        wrongType("'\(member.key)'", member.value, .array)
        continue
      }
      answers[member.key] = elements.compactMap { answer($0) }
    }
    return answers
  }

  mutating func checkTask(_ name: String, at location: SourceLocation) {
    checkKnown(name, among: flow.tasks.sorted(), "task", .unknownTask, at: location)
  }

  private mutating func answer(_ node: LocatedValue) -> FixtureAnswer? {
    guard node.tag == FixtureAnswer.refusedTag else {
      return FixtureAnswer(value: node.value, refused: nil, location: node.location)
    }
    guard let fields = fields(of: node, .refusedAnswer) else { return nil }
    return FixtureAnswer(
      value: fields["answer"]?.value ?? .null, refused: strings(fields["fields"], "'fields'"),
      location: node.location)
  }
}
