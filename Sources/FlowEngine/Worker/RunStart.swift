import FlowValue

/// All that a run is pinned to: what the first entry of its journal says, with the definition that
/// it was moved to since.
struct RunStart: Sendable {
  let facts: RunFacts
  let bundle: String
  let profile: String
  let semantics: Int
  /// The run that started this one, and the key of its request.
  let parent: Parent?

  struct Parent: Sendable {
    let run: RunID
    let key: String

    var value: FlowValue { ["run": .string(run.rawValue), "key": .string(key)] }
  }

  /// The first entry, to be sealed.
  var draft: EntryDraft {
    var request: FlowValue = [
      "bundle": .string(bundle), "input": facts.input, "settings": facts.settings,
      "profile": .string(profile), "language": .string(facts.language),
      "semantics": .integer(Int64(semantics)),
    ]
    request["parent"] = parent?.value
    return EntryDraft(
      key: "", kind: .started, request: request, time: facts.startedAt, actor: facts.actor)
  }

  /// Tells whether a second start with the same id means the same run.
  var inputDigest: String { EntryDigest(of: facts.input.canonicalJSON).description }

  init(facts: RunFacts, bundle: String, profile: String, parent: Parent? = nil) {
    self.parent = parent
    self.facts = facts
    self.bundle = bundle
    self.profile = profile
    semantics = EngineVersion.semantics
  }

  /// The same start with another definition.
  init(_ start: RunStart, bundle: String, settings: FlowValue) {
    facts = RunFacts(
      id: start.facts.id, input: start.facts.input, startedAt: start.facts.startedAt,
      actor: start.facts.actor, language: start.facts.language, settings: settings)
    self.bundle = bundle
    profile = start.profile
    semantics = start.semantics
    parent = start.parent
  }

  /// Reads what a journal pins its run to: its first entry, and the last that changes the definition.
  /// - Throws: `RunError.unreadableJournal`, or `.newerSemantics`.
  init(_ entries: [Entry], of id: RunID) throws(RunError) {
    guard let entry = entries.first, entry.kind == .started, let request = entry.request,
      let bundle = request["bundle"]?.string, let profile = request["profile"]?.string,
      let semantics = request["semantics"]?.integer.flatMap({ Int(exactly: $0) })
    else { throw .unreadableJournal(id, "its first entry does not say how the run started") }
    guard semantics == EngineVersion.semantics else { throw .newerSemantics(id, semantics) }
    let rebound = entries.last { $0.kind == .rebound }?.request
    self.bundle = rebound?["bundle"]?.string ?? bundle
    self.profile = profile
    self.semantics = semantics
    parent = request["parent"].flatMap { value in
      value["run"]?.string.flatMap(RunID.init).map {
        Parent(run: $0, key: value["key"]?.string ?? "")
      }
    }
    facts = RunFacts(
      id: id, input: request["input"] ?? .null, startedAt: entry.time,
      actor: entry.actor ?? .null, language: request["language"]?.string ?? "en",
      settings: rebound?["settings"] ?? request["settings"] ?? [:])
  }
}
