import FlowValue

/// Drives one run: takes the walk's requests, performs them, journals each outcome, and only then
/// lets the walk see it.
///
/// Follow `drive`: replay the journal; then, as long as the run has not ended, record what it asks
/// (1), perform it (2), record what came of it (3) and hand that to the walk (4).
actor RunDriver {
  private let walk: Walk
  private let performer: any EffectPerformer
  private let world: World
  private let signals: RunSignals
  private var journal: RunJournal
  private var replay: Replay
  private let entries: [Entry]

  /// - Throws: a `Problem` if the run's scripts do not load.
  init(
    program: Program, start: RunStart, entries: [Entry], journal: RunJournal,
    performer: any EffectPerformer, world: World, signals: RunSignals, observer: RunObserver
  ) throws {
    self.performer = performer
    self.world = world
    self.signals = signals
    self.journal = journal
    self.entries = entries
    walk = try Walk(
      program: program, run: start.facts, recordedLimits: Replay.limits(in: entries),
      observer: observer)
    replay = Replay(walk: walk, run: journal.lease.run)
  }

  /// Drives the run until it ends, waits for longer than `patience`, is cancelled or interrupted.
  ///
  /// - Parameter patience: for how many milliseconds a pause keeps the run in memory.
  /// - Returns: how the run ended, or where it stands if it has not.
  /// - Throws: `StoreError` or `RunError`; the run can be resumed then.
  func drive(patience: Int64 = 60_000) async throws -> RunReport {
    defer { walk.abandon() }
    do {
      try replay.run(entries) { observer?.replayed() }
    } catch {
      try await suspend(error)
      throw error
    }
    try await settleLostAnswer()
    while walk.result == nil {
      if let stop = try await obeySignals() { return stop }
      guard let request = walk.outstanding else { break }
      if let waiting = try await step(request, patience: patience) { return waiting }
    }
    return try await end(walk.result ?? .faulted(.unexpectedOutcome))
  }

  private var observer: RunObserver? { walk.observer as? RunObserver }

  // MARK: - One effect

  private func step(_ request: EffectRequest, patience: Int64) async throws -> RunReport? {
    if request.kind == .sleep { return try await pause(request, patience: patience) }
    if request.isWrite { try await ask(request) }  // 1
    let id = requestID(request)
    let outcome = try await performer.perform(request, id: id)  // 2
    try await answer(request, outcome)  // 3, 4
    return nil
  }

  private func pause(_ request: EffectRequest, patience: Int64) async throws -> RunReport? {
    let length = request.arguments["milliseconds"]?.integer ?? 0
    let due = replay.asked?.due ?? world.now().advanced(byMilliseconds: length)
    if replay.asked == nil { try await ask(request, due: due) }
    if due.milliseconds - world.now().milliseconds > patience {
      return try await wait(request, until: due)
    }
    // In short naps, so that an interrupt or a message in the inbox is met soon.
    let nap = world.now().advanced(byMilliseconds: 250)
    try await world.sleep(min(due, nap))
    if world.now() >= due { try await answer(request, .value(.null)) }
    return nil
  }

  private func ask(_ request: EffectRequest, due: Timestamp? = nil) async throws {
    try await append(
      [
        EntryDraft(
          key: request.key.text, kind: .asked, request: request.value,
          outcome: due.map { ["due": .string($0.description)] }, time: world.now())
      ],
      progress: progress(.running, waitingFor: request, wakeAt: due))
    replay.noteAsked(request, due: due)
  }

  private func answer(_ request: EffectRequest, _ outcome: Outcome) async throws {
    let time = world.now()
    try await append(
      [
        EntryDraft(
          key: request.key.text, kind: .answered,
          request: replay.asked == nil ? request.value : nil, outcome: outcome.journalled,
          time: time)
      ],
      progress: progress(.running))
    replay.noteAnswered(outcome, of: request.key)
    walk.deliver(outcome, at: time)
  }

  /// A write that was asked and never answered, from a process that is gone: it is sent again if
  /// its receiver does it once, and otherwise its outcome is unknown.
  private func settleLostAnswer() async throws {
    guard let asked = replay.asked, asked.request.isWrite else { return }
    if asked.request.lost == .repeat {
      let outcome = try await performer.perform(asked.request, id: requestID(asked.request))
      try await answer(asked.request, outcome)
    } else {
      try await answer(asked.request, .unknown(Outcome.restarted))
    }
  }

  private func requestID(_ request: EffectRequest) -> String {
    let base = request.key.withoutAttempts
    return RequestID.make(
      run: walk.run.id, key: base, definiteAnswers: replay.definiteAnswers[base, default: 0])
  }

  // MARK: - Waiting, stopping, ending

  private func obeySignals() async throws -> RunReport? {
    if signals.isInterrupted { return try await leave() }
    guard signals.isInboxDue() else { return nil }
    let messages = try await journal.store.inbox(of: journal.lease.run)
    guard let cancel = messages.first(where: { $0.kind == "cancel" }) else { return nil }
    return try await end(.cancelled, actor: cancel.actor, consuming: [cancel.id])
  }

  private func wait(_ request: EffectRequest, until due: Timestamp) async throws -> RunReport {
    try await append([], progress: progress(.waiting, waitingFor: request, wakeAt: due))
    return RunReport(walk: walk, phase: .waiting, waiting: [request.waiting(until: due)])
  }

  private func leave() async throws -> RunReport {
    try await append(
      [], progress: progress(.running, waitingFor: walk.outstanding, wakeAt: replay.asked?.due))
    return RunReport(walk: walk, phase: .running, isInterrupted: true)
  }

  private func end(
    _ result: RunResult, actor: FlowValue? = nil, consuming messages: [String] = []
  ) async throws -> RunReport {
    let report = RunReport(walk: walk, result: result)
    let time = world.now()
    try await append(
      [
        EntryDraft(
          key: "", kind: .ended, outcome: report.journalled, time: time, actor: actor)
      ],
      progress: RunProgress(
        phase: report.phase, updatedAt: time, endedAt: time, error: report.error?.value),
      consuming: messages)
    return report
  }

  /// Returns once the drafts are durable.
  private func append(
    _ drafts: [EntryDraft], progress: RunProgress, consuming messages: [String] = []
  ) async throws {
    let entries = journal.seal(drafts)
    try await journal.store.append(
      entries, row: progress, consuming: messages, lease: journal.lease)
  }

  private func suspend(_ error: RunError) async throws {
    let problem = ProblemType.runtime.problem(error.description)
    try await append(
      [],
      progress: RunProgress(phase: .suspended, updatedAt: world.now(), error: problem.value))
  }

  private func progress(
    _ phase: RunPhase, waitingFor request: EffectRequest? = nil, wakeAt: Timestamp? = nil
  ) -> RunProgress {
    RunProgress(
      phase: phase, updatedAt: world.now(),
      waiting: .array(request.map { [$0.waiting(until: wakeAt)] } ?? []), wakeAt: wakeAt)
  }
}

extension EffectRequest {
  /// What a waiting run says of the request.
  func waiting(until due: Timestamp?) -> FlowValue {
    [
      "task": .string(String(task.split(separator: "/").last ?? "")), "reference": .string(task),
      "kind": .string(kind.rawValue), "due": due.map { .string($0.description) } ?? .null,
    ]
  }
}

/// Performs effects other than pauses.
protocol EffectPerformer: Sendable {
  /// Performs one effect.
  ///
  /// - Parameters:
  ///   - request: what the walk asks for.
  ///   - id: the request id for receivers that do a request once.
  /// - Returns: what came of it, for the journal and the walk.
  /// - Throws: what only the operator can mend; the run stops then and can be resumed.
  func perform(_ request: EffectRequest, id: String) async throws -> Outcome
}
