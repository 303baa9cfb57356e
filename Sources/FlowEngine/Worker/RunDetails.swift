public import FlowValue

/// A run with its journal, as `flowctl show` prints it.
public struct RunDetails: Sendable {
  /// How the run stands.
  public let report: RunReport
  /// The definition, as `namespace/name:version`.
  public let workflow: String
  /// When the run was started.
  public let startedAt: Timestamp
  /// Who started it.
  public let actor: FlowValue
  /// The entries: `sequence`, `kind`, `key`, `time`, `request`, `outcome`, `actor`, `hash`.
  public let journal: [FlowValue]
  /// Whether the hash chain holds: `intact`, or what is wrong with it.
  public let chain: String

  /// The object that `flowctl show --output json` prints.
  public var value: FlowValue {
    var value = report.value
    value["startedAt"] = .string(startedAt.description)
    value["actor"] = actor
    value["chain"] = .string(chain)
    value["journal"] = .array(journal)
    return value
  }
}

extension FlowEngine {
  /// A run as it stands, from its journal alone: nothing is performed.
  ///
  /// - Throws: `EngineError` if there is no such run or its journal does not replay.
  public func show(_ id: RunID) async throws -> RunDetails {
    try await translatingErrors {
      let stored = try await store.stored(id)
      let start = stored.start
      return RunDetails(
        report: try report(stored, on: try await program(start.bundle)),
        workflow: stored.row.workflow.description, startedAt: start.facts.startedAt,
        actor: start.facts.actor, journal: stored.entries.map(\.shown),
        chain: Self.verdict(stored.entries, stored.row))
    }
  }

  private func report(_ stored: StoredRun, on program: Program) throws -> RunReport {
    let row = stored.row
    if let ending = stored.entries.ending,
      let report = RunReport(ending, of: row, language: stored.start.facts.language)
    {
      return report.summarised(by: program)
    }
    let walk = try Walk(program, replaying: stored.entries, of: stored.start)
    if row.phase != .suspended {
      var replay = Replay(walk: walk, run: row.id)
      try replay.run(stored.entries)
    }
    return RunReport(
      walk: walk, phase: row.phase, waiting: row.waiting.array ?? [],
      error: row.error.flatMap(Problem.init))
  }

  private static func verdict(_ entries: [Entry], _ row: RunRow) -> String {
    do throws(ChainError) {
      try EntryChain.verify(entries, endingAt: row)
      return "intact"
    } catch {
      return "\(error)"
    }
  }
}

extension Entry {
  /// The entry as people and scripts read it.
  fileprivate var shown: FlowValue {
    [
      "sequence": .integer(Int64(sequence)), "kind": .string(kind.rawValue), "key": .string(key),
      "time": .string(time.description), "request": request ?? .null, "outcome": outcome ?? .null,
      "actor": actor ?? .null, "hash": .string(hash.description),
    ]
  }
}
