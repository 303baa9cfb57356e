import FlowValue

/// Feeds a journal to a walk: each entry has to answer a request outstanding at that moment.
struct Replay {
  let walk: Walk
  let run: RunID
  /// The request that was asked durably and has no outcome yet, with its due time for a pause.
  private(set) var asked: (request: EffectRequest, due: Timestamp?)?
  /// How many definite answers each effect has had, by key without attempts.
  private(set) var definiteAnswers: [String: Int] = [:]

  init(walk: Walk, run: RunID) {
    self.walk = walk
    self.run = run
  }

  /// Keys of scripts that went over a limit, which the walk has to know beforehand.
  static func limits(in entries: [Entry]) -> Set<String> {
    Set(entries.filter { $0.kind == .answered && $0.key.hasSuffix("/limit") }.map(\.key))
  }

  /// Walks from the start to the end of the journal, and on to where the run waits now.
  ///
  /// - Parameters:
  ///   - entries: The whole journal of the run.
  ///   - atLastEntry: Called before the walk goes past the journal's end: from there on, what it
  ///     does is new.
  /// - Throws: `RunError.divergence` with both sides.
  mutating func run(_ entries: [Entry], atLastEntry: () -> Void = {}) throws(RunError) {
    if entries.count == 1 { atLastEntry() }
    walk.start()
    for (index, entry) in entries.enumerated().dropFirst() {
      if index == entries.count - 1 { atLastEntry() }
      switch entry.kind {
      case .asked: asked = (try outstanding(entry), due(entry))
      case .answered: try answer(entry)
      case .late: break
      case .ended, .started: throw diverged(entry)
      }
    }
  }

  /// Notes that a request is in the journal now.
  mutating func noteAsked(_ request: EffectRequest, due: Timestamp?) { asked = (request, due) }

  /// Notes an outcome, which counts towards the request id of what comes next.
  mutating func noteAnswered(_ outcome: Outcome, of key: EffectKey) {
    asked = nil
    if outcome.isDefinite { definiteAnswers[key.withoutAttempts, default: 0] += 1 }
  }

  private mutating func answer(_ entry: Entry) throws(RunError) {
    let request = try outstanding(entry)
    guard let outcome = entry.outcome.flatMap(Outcome.init(journalled:)) else {
      throw .unreadableJournal(run, "entry \(entry.sequence) has no outcome")
    }
    noteAnswered(outcome, of: request.key)
    walk.deliver(outcome, at: entry.time)
  }

  private func outstanding(_ entry: Entry) throws(RunError) -> EffectRequest {
    guard let request = walk.outstanding, request.key.text == entry.key,
      entry.request.map({ $0 == request.value }) ?? true
    else { throw diverged(entry) }
    return request
  }

  private func due(_ entry: Entry) -> Timestamp? {
    entry.outcome?["due"]?.string.flatMap(Timestamp.init)
  }

  private func diverged(_ entry: Entry) -> RunError {
    let journal = "\(entry.kind.rawValue) \(entry.key) \(entry.request?.json ?? "")"
    let walk =
      self.walk.outstanding.map { "\($0.key) \($0.value.json)" }
      ?? (self.walk.result == nil ? "nothing" : "the run has ended")
    return .divergence(
      run, Divergence(sequence: entry.sequence, journal: journal, walk: walk))
  }
}

extension Outcome {
  /// Whether the other side certainly saw the request and gave its answer: any status but 408 and
  /// 5xx.
  ///
  /// What never left, or got no answer, is not definite.
  var isDefinite: Bool {
    guard case .value(let value) = self, let status = value["status"]?.integer else { return false }
    return status != 408 && status < 500
  }
}
