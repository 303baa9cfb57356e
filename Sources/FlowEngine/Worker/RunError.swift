/// What stops the engine from driving a run.
///
/// The run itself is as it was.
enum RunError: Error, Sendable, Equatable {
  /// The journal cannot be read as one.
  case unreadableJournal(RunID, String)
  /// The run was started by an engine with other semantics.
  case newerSemantics(RunID, Int)
  /// The walk asked for something else than the journal answers.
  case divergence(RunID, Divergence)
  /// The id belongs to a run of another definition or input.
  case otherRun(RunID)
  /// The run acts on another outside world than the one that is open.
  case otherProfile(RunID, recorded: String, open: String)
}

extension RunError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadableJournal(let id, let reason):
      "The journal of run \(id) is unreadable: \(reason)."
    case .newerSemantics(let id, let number):
      "Run \(id) was started with semantics \(number); this engine runs \(EngineVersion.semantics)."
    case .divergence(let id, let divergence):
      """
      Run \(id) does not replay: entry \(divergence.sequence) differs.
        journal: \(divergence.journal)
        walk:    \(divergence.walk)
      """
    case .otherProfile(let id, let recorded, let open):
      "Run \(id) acts on the profile \(recorded), and \(open) is chosen."
    case .otherRun(let id):
      "The id \(id) belongs to a run of another definition or input."
    }
  }

  /// What to do next.
  var hint: String {
    switch self {
    case .unreadableJournal(let id, _): "flowctl show \(id)"
    case .newerSemantics: "use the version of flowctl that started the run, or a later one"
    case .divergence(let id, _):
      "nothing was performed; keep the journal, and see both sides with flowctl replay \(id)"
    case .otherProfile(_, let recorded, _): "add --profile \(recorded)"
    case .otherRun(let id): "flowctl show \(id), or choose another --id"
    }
  }
}
