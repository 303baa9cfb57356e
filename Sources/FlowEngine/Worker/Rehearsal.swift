import FlowValue

/// A whole journal walked on a definition, its own or another: nothing is performed or written.
///
/// The effects have to agree, one by one, and how the run ended. What is computed in between may
/// differ: it is in no entry.
struct Rehearsal {
  /// How the walk has ended, if it has.
  let result: RunResult?
  /// What the journal has as asked and the walk waits for, as a run's row says it.
  let waiting: [FlowValue]
  /// When the first of these is due by itself.
  let wakeAt: Timestamp?
  /// Whether the walk asks for something that the journal does not have, or has ended.
  let hasNews: Bool

  /// `start` says what the walk is pinned to; `program` is its bundle, read.
  ///
  /// - Throws: `RunError.divergence` with both sides, or a `Problem` if the scripts do not load.
  init(_ entries: [Entry], of start: RunStart, on program: Program) throws {
    let walk = try Walk(program, replaying: entries, of: start)
    defer { walk.release() }
    let effective = Reopening.effective(entries)
    var replay = Replay(walk: walk, run: start.facts.id)
    try replay.run(effective.filter { $0.kind != .ended })
    for ending in effective where ending.kind == .ended { try replay.checkEnd(ending) }
    let open = replay.asked.compactMap { asked in
      walk.outstanding(asked.request.key).map { (request: $0, due: asked.due) }
    }
    result = walk.result
    waiting =
      open.map { $0.request.waiting(until: $0.due, id: replay.requestID($0.request)) }
      + walk.listeners.compactMap(\.busyDescription)
    wakeAt = open.compactMap(\.due).min()
    let known = Set(open.map(\.request.key))
    hasNews = walk.result != nil || walk.outstanding.contains { !known.contains($0.key) }
  }

  /// Who asks for what an entry records.
  struct Asker {
    /// The task's JSON pointer.
    let task: String
    let script: ScriptPlace?
  }

  /// Who asked for what an entry records; `nil` where the walk does not get there.
  static func asker(
    ofEntry sequence: Int, in entries: [Entry], of start: RunStart, on program: Program
  ) throws -> Asker? {
    guard let entry = entries.first(where: { $0.sequence == sequence }) else { return nil }
    let walk = try Walk(program, replaying: entries, of: start)
    defer { walk.release() }
    var replay = Replay(walk: walk, run: start.facts.id)
    do {
      try replay.run(Reopening.effective(entries).filter { $0.sequence < sequence })
    } catch {
      return nil
    }
    let key = EffectKey(entry.key)
    return walk.outstanding(key).map {
      Asker(task: $0.task, script: walk.frames(at: key).first?.place)
    }
  }
}
