import FlowValue

/// What the first entry of a journal says: all that a run is pinned to.
struct RunStart: Sendable {
  let facts: RunFacts
  let bundle: String
  let profile: String
  let semantics: Int

  /// The first entry, to be sealed.
  var draft: EntryDraft {
    EntryDraft(
      key: "", kind: .started,
      request: [
        "bundle": .string(bundle), "input": facts.input, "settings": facts.settings,
        "profile": .string(profile), "language": .string(facts.language),
        "semantics": .integer(Int64(semantics)),
      ], time: facts.startedAt, actor: facts.actor)
  }

  /// Tells whether a second start with the same id means the same run.
  var inputDigest: String { EntryDigest(of: facts.input.canonicalJSON).description }

  init(facts: RunFacts, bundle: String, profile: String) {
    self.facts = facts
    self.bundle = bundle
    self.profile = profile
    semantics = EngineVersion.semantics
  }

  /// Reads a journal's first entry.
  /// - Throws: `RunError.unreadableJournal`, or `.newerSemantics`.
  init(_ entry: Entry?, of id: RunID) throws(RunError) {
    guard let entry, entry.kind == .started, let request = entry.request,
      let bundle = request["bundle"]?.string, let profile = request["profile"]?.string,
      let semantics = request["semantics"]?.integer.flatMap({ Int(exactly: $0) })
    else { throw .unreadableJournal(id, "its first entry does not say how the run started") }
    guard semantics == EngineVersion.semantics else { throw .newerSemantics(id, semantics) }
    self.bundle = bundle
    self.profile = profile
    self.semantics = semantics
    facts = RunFacts(
      id: id, input: request["input"] ?? .null, startedAt: entry.time,
      actor: entry.actor ?? .null, language: request["language"]?.string ?? "en",
      settings: request["settings"] ?? [:])
  }
}
