import FlowValue

/// Feeds a journal to a walk: each entry has to answer a request outstanding at that moment.
struct Replay {
  let walk: Walk
  let run: RunID
  /// What was asked durably and has no outcome, in the order of asking.
  private(set) var asked: [Asked] = []
  /// How many definite answers each effect has had, by key without attempts.
  private(set) var definiteAnswers: [String: Int] = [:]
  /// Effects whose last sending but throttled ones has an unknown outcome, by key without attempts.
  private var unsettled: Set<String> = []
  /// The events that the run has consumed.
  private(set) var consumedEvents: Set<EventIdentity> = []

  /// Runs that this one started and no longer waits for, with their ids: they may not know it yet.
  private(set) var givenUp: [(request: EffectRequest, id: String)] = []

  /// A request that is in the journal as asked.
  struct Asked {
    let request: EffectRequest
    /// When it is due by itself.
    let due: Timestamp?
  }

  init(walk: Walk, run: RunID) {
    self.walk = walk
    self.run = run
  }

  /// Keys of scripts that went over a limit, which the walk has to know beforehand.
  static func limits(in entries: [Entry]) -> Set<String> {
    Set(
      Reopening.effective(entries).filter { $0.kind == .answered && $0.key.hasSuffix("/limit") }
        .map(\.key))
  }

  /// Walks from the start to the end of the journal, and on to where the run waits now.
  ///
  /// - Parameters:
  ///   - entries: The whole journal of the run.
  ///   - before: Called before the walk sees an entry. After the last one, what it does is new.
  /// - Throws: `RunError.divergence` with both sides.
  mutating func run(
    _ entries: [Entry], before: (_ entry: Entry, _ isLast: Bool) -> Void = { _, _ in }
  ) throws(RunError) {
    let effective = Reopening.effective(entries)
    countVoided(entries, effective)
    if let first = effective.first { before(first, effective.count == 1) }
    walk.start()
    for (index, entry) in effective.enumerated().dropFirst() {
      before(entry, index == effective.count - 1)
      try take(entry)
    }
  }

  /// Lets the walk see one more entry.
  private mutating func take(_ entry: Entry) throws(RunError) {
    switch entry.kind {
    case .asked: asked.append(Asked(request: try outstanding(entry), due: due(entry)))
    case .answered: try answer(entry)
    case .late, .reopened, .rebound: break
    case .ended, .started: throw diverged(entry)
    }
  }

  /// Notes an outcome, which counts towards the request id of what comes next.
  mutating func noteAnswered(_ outcome: Outcome, of request: EffectRequest) {
    // A run that is started, and an event, is another one each time, so each outcome counts.
    count(
      outcome, of: request.key.withoutAttempts, isOneOfMany: [.run, .emit].contains(request.kind))
    if request.kind == .listen, case .value(let event) = outcome {
      consumedEvents.insert(EventIdentity(event))
    }
  }

  /// A request that was turned away unread (429) says nothing of one before it whose outcome is
  /// unknown: that one may have been done, so its repetition keeps its id.
  private mutating func count(_ outcome: Outcome, of key: String, isOneOfMany: Bool) {
    if outcome.isThrottled && unsettled.contains(key) { return }
    if outcome.isDefinite || isOneOfMany {
      definiteAnswers[key, default: 0] += 1
      unsettled.remove(key)
    } else if outcome.isUnknown {
      unsettled.insert(key)
    }
  }

  /// Notes that a run which this one started is given up; another one has another id.
  mutating func noteGivenUp(_ request: EffectRequest) {
    definiteAnswers[request.key.withoutAttempts, default: 0] += 1
  }

  /// The id of a request as it stands now.
  func requestID(_ request: EffectRequest) -> String {
    let base = request.key.withoutAttempts
    return RequestID.make(run: run, key: base, definiteAnswers: definiteAnswers[base, default: 0])
  }

  private mutating func answer(_ entry: Entry) throws(RunError) {
    let request = try outstanding(entry)
    guard let outcome = entry.outcome.flatMap(Outcome.init(journalled:)) else {
      throw .unreadableJournal(run, "entry \(entry.sequence) has no outcome")
    }
    asked.removeAll { $0.request.key == request.key }
    noteAnswered(outcome, of: request)
    walk.deliver(outcome, to: request.key, at: entry.time)
    let walk = self.walk
    let lost = asked.filter {
      $0.request.kind == .run && walk.outstanding($0.request.key) == nil
    }
    for other in lost {
      givenUp.append((other.request, requestID(other.request)))
      noteGivenUp(other.request)
    }
    let keys = lost.map(\.request.key)
    asked.removeAll { keys.contains($0.request.key) }
  }

  /// Answers that a reopening took back were given all the same.
  private mutating func countVoided(_ all: [Entry], _ effective: [Entry]) {
    guard all.count > effective.count else { return }
    let kept = Set(effective.map(\.sequence))
    for entry in all where entry.kind == .answered && !kept.contains(entry.sequence) {
      guard let outcome = entry.outcome.flatMap(Outcome.init(journalled:)) else { continue }
      count(
        outcome, of: EffectKey(entry.key).withoutAttempts,
        isOneOfMany: entry.key.hasSuffix("/run") || entry.key.hasSuffix("/emit"))
    }
  }

  private func outstanding(_ entry: Entry) throws(RunError) -> EffectRequest {
    guard let request = walk.outstanding(EffectKey(entry.key)),
      entry.request.map({ $0 == request.value }) ?? true
    else { throw diverged(entry) }
    return request
  }

  private func due(_ entry: Entry) -> Timestamp? {
    entry.outcome?["due"]?.string.flatMap(Timestamp.init)
  }

  /// Checks that the walk has ended as the journal's last entry says; one that was cancelled has
  /// no end of its own.
  func checkEnd(_ entry: Entry) throws(RunError) {
    let recorded = entry.outcome?.ending
    if recorded?["status"] == "cancelled" || recorded == walk.result?.ending { return }
    throw diverged(entry)
  }

  private func diverged(_ entry: Entry) -> RunError {
    .divergence(run, Divergence(at: entry, of: walk, asked: Set(asked.map(\.request.key))))
  }
}

extension Walk {
  /// A walk that is to be fed a journal.
  convenience init(
    _ program: Program, replaying entries: [Entry], of start: RunStart,
    observer: any WalkObserver = RunObserver { _ in }
  ) throws(Problem) {
    try self.init(
      program: program, run: start.facts, recordedLimits: Replay.limits(in: entries),
      observer: observer)
  }
}

/// What makes an event the same event, by the CloudEvents specification.
struct EventIdentity: Hashable {
  let source: String
  let id: String

  init(_ event: FlowValue) {
    source = event["source"]?.string ?? ""
    id = event["id"]?.string ?? ""
  }
}

extension Outcome {
  /// Whether the other side certainly saw the request and gave its answer: any status but 408 and
  /// 5xx.
  ///
  /// What never left, or got no answer, is not definite.
  var isDefinite: Bool {
    status.map { $0 != 408 && $0 < 500 } ?? false
  }

  /// Whether the request may have been done.
  var isUnknown: Bool {
    if case .unknown = self { return true }
    return status.map { $0 == 408 || $0 >= 500 } ?? false
  }

  /// Whether the other side turned the request away without looking at it.
  var isThrottled: Bool { status == 429 }

  private var status: Int64? {
    guard case .value(let value) = self else { return nil }
    return value["status"]?.integer
  }
}
