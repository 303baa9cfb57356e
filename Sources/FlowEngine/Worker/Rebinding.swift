import FlowValue

/// A run that goes on with another definition: the entry that says so, and what it changes.
struct Rebinding {
  /// What the run is pinned to from then on.
  let start: RunStart
  let read: ReadFlow
  /// The hash of the bundle before.
  private let replaced: String

  /// `settings` are what scripts may read from then on.
  init(_ start: RunStart, to read: ReadFlow, settings: FlowValue) {
    self.start = RunStart(start, bundle: read.hash, settings: settings)
    self.read = read
    replaced = start.bundle
  }

  /// The entry, to be sealed.
  func draft(actor: FlowValue, time: Timestamp) -> EntryDraft {
    EntryDraft(
      key: "", kind: .rebound,
      request: [
        "bundle": .string(start.bundle), "replaces": .string(replaced),
        "workflow": read.program.identity.value, "settings": start.facts.settings,
      ], time: time, actor: actor)
  }

  /// What the run's row says from then on.
  var definition: RunDefinition {
    RunDefinition(workflow: read.program.identity, bundle: read.hash)
  }
}

extension FlowEngine {
  /// How a run goes on with another definition; `nil` if it is pinned to that one already.
  ///
  /// What scripts could read stays; settings that the run did not know are those of today.
  func rebinding(of start: RunStart, to read: ReadFlow) throws -> Rebinding? {
    guard read.hash != start.bundle else { return nil }
    var settings = try surroundings.settings(recordedFor: read.program)
    for (plugin, values) in start.facts.settings.object ?? [:] {
      var merged = settings[plugin] ?? [:]
      for (name, value) in values.object ?? [:] { merged[name] = value }
      settings[plugin] = merged
    }
    return Rebinding(start, to: read, settings: settings)
  }

  /// A run becomes no run of another workflow.
  func checkIdentity(of read: ReadFlow, for row: RunRow) throws(EngineError) {
    let (old, new) = (row.workflow, read.program.identity)
    guard old.namespace == new.namespace, old.name == new.name else {
      throw .usage(
        "Run \(row.id) is of \(old), and the definition given is \(new).",
        hint: "give a newer version of \(old.namespace)/\(old.name)")
    }
  }

  /// Why a run does not go on with another definition: both sides.
  func refusal(_ verdict: ReplayVerdict) -> EngineError {
    EngineError(
      .environment, verdict.description + "\n\nNothing was changed.",
      hint: "keep name and place of what was begun, or let the run end on its own definition")
  }
}
