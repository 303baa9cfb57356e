import FlowValue

/// Replays a journal and notes what happens at each entry.
final class Tracing {
  let walk: Walk
  private(set) var moments: [TraceMoment] = []
  private let entries: [Entry]
  private let id: RunID
  private let definition: ReplayedDefinition
  private let observer: TraceObserver
  private var replay: Replay
  /// When each effect was asked last, by its key.
  private var askedAt: [String: Timestamp] = [:]
  private var asked: Set<EffectKey> = []
  /// How many runs were started, by the key of the effect.
  private var children: [String: Int] = [:]
  /// Which entry took back those that no longer count.
  private let voidedBy: [Int: Int]
  /// How many entries have their moment.
  private var count = 0

  init(_ run: StoredRun, on definition: ReplayedDefinition) throws(Problem) {
    entries = run.entries
    id = run.row.id
    self.definition = definition
    observer = TraceObserver(workflow: definition.program.workflow.document.name)
    walk = try Walk(
      definition.program, replaying: run.entries, of: run.start, observer: observer)
    replay = Replay(walk: walk, run: run.row.id)
    voidedBy = entries.filter { $0.kind == .reopened }.reduce(into: [:]) { voided, entry in
      for sequence in Reopening.voided([entry]) { voided[sequence] = entry.sequence }
    }
  }

  /// - Throws: `RunError.divergence`; what came before is in `moments`.
  func run() throws(RunError) {
    let effective = Reopening.effective(entries)
    defer { finish() }
    try replay.run(effective.filter { $0.kind != .ended }) { entry, _ in reach(entry) }
    guard let ending = effective.last, ending.kind == .ended else { return }
    reach(ending)
    if ending.outcome?["status"] == "cancelled" { walk.cancel() }
    try replay.checkEnd(ending)
  }

  /// The walk is about to see an entry: what it did since the last one belongs to that.
  private func reach(_ entry: Entry) {
    collect()
    // What the walk does not see stands between.
    for skipped in entries[count...] where skipped.sequence < entry.sequence { add(skipped) }
    add(entry)
  }

  private func finish() {
    collect()
    guard count < entries.count else { return }
    let next = entries[count...]
    for skipped in next.prefix(while: { voidedBy[$0.sequence] != nil || $0.kind.isSkipped }) {
      add(skipped)
    }
  }

  private func collect() {
    guard !moments.isEmpty else { return }
    let steps = observer.take()
    moments[moments.count - 1].steps += steps
    moments[moments.count - 1].after = state
  }

  private func add(_ entry: Entry) {
    let (before, key) = (state, EffectKey(entry.key))
    let request = walk.outstanding(key)
    let note = voidedBy[entry.sequence].map { "taken back by entry \($0)" }
    let started = askedAt[entry.key]
    if note == nil, entry.kind == .asked {
      askedAt[entry.key] = entry.time
      asked.insert(key)
    }
    moments.append(
      TraceMoment(
        sequence: entry.sequence, kind: entry.kind.rawValue, key: entry.key, time: entry.time,
        actor: entry.actor, request: entry.request, outcome: entry.outcome,
        task: note == nil ? request.map { definition.place(of: $0.task) } : nil,
        child: note == nil ? child(startedBy: entry) : nil,
        milliseconds: entry.kind == .asked
          ? nil : started.map { entry.time.milliseconds - $0.milliseconds },
        note: note, frames: note == nil ? walk.frames(at: key).map(TraceFrame.init) : [],
        before: before, after: state))
    count += 1
  }

  /// The id of the run that an entry says is started.
  private func child(startedBy entry: Entry) -> String? {
    guard entry.kind == .asked, entry.request?["run"] != nil else { return nil }
    let key = EffectKey(entry.key).withoutAttempts
    defer { children[key, default: 0] += 1 }
    return RequestID.make(run: id, key: key, definiteAnswers: children[key, default: 0])
  }

  private var state: TraceState { TraceState(walk, asked: asked) }
}

extension EntryKind {
  /// Whether no walk sees it.
  fileprivate var isSkipped: Bool { self == .reopened || self == .rebound || self == .late }
}
