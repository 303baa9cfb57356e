import FlowValue

/// Drives one run: takes the walk's requests, performs them, journals each outcome, and only then
/// lets the walk see it.
///
/// Follow `drive`: replay the journal; then, as long as the run has not ended, record what it asks
/// (1), perform it (2), record what came of it (3) and hand that to the walk (4). Outcomes go in one
/// by one: who comes first in the journal is first.
actor RunDriver {
  let walk: Walk
  let performer: any EffectPerformer
  let world: World
  let signals: RunSignals
  var journal: RunJournal
  var replay: Replay
  /// What the walk waits for, and writes that it no longer waits for but that are on their way.
  var open: [EffectKey: OpenEffect] = [:]
  let arrivals = Arrivals()
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
    walk = try Walk(program, replaying: entries, of: start, observer: observer)
    replay = Replay(walk: walk, run: journal.lease.run)
  }

  /// Drives the run until it ends, has to wait, is cancelled, suspended or interrupted.
  ///
  /// - Parameter patience: for how many milliseconds a pause keeps the run in memory.
  /// - Returns: how the run ended, or where it stands if it has not.
  /// - Throws: `StoreError` or `RunError`; the run can be resumed then.
  func drive(patience: Int64 = 60_000) async throws -> RunReport {
    defer { walk.release() }
    do {
      try replay.run(entries) { _, isLast in if isLast { observer?.replayed() } }
    } catch {
      if let cancelled = try await obeyCancel() { return cancelled }
      try await suspend(over: error)
      throw error
    }
    do {
      return try await go(patience: patience)
    } catch {
      await abandonTasks()
      throw error
    }
  }

  private func go(patience: Int64) async throws -> RunReport {
    try await takeUp()
    while walk.result == nil {
      if let stop = try await obeySignals() { return stop }
      try await openRequests()
      guard !open.isEmpty else { break }
      if let waiting = try await step(patience: patience) { return waiting }
    }
    return try await end(walk.result ?? .faulted(.unexpectedOutcome))
  }

  /// The run stops here over an error: waits for what is on its way, which nobody can record any
  /// more, so that whoever takes the run up does not send it a second time beside it.
  private func abandonTasks() async {
    for effect in open.values where effect.request.kind == .run { effect.task?.cancel() }
    while open.values.contains(where: { $0.task != nil }) {
      await arrivals.wait(atMost: .seconds(1))
      while let arrival = await arrivals.next() { open[arrival.key]?.task = nil }
    }
  }

  private var observer: RunObserver? { walk.observer as? RunObserver }

  // MARK: - Requests

  /// What the journal left open.
  ///
  /// A write that was asked and never answered, by a process that is gone, is sent again if its
  /// receiver does it once; otherwise its outcome is unknown.
  private func takeUp() async throws {
    for run in replay.givenUp { try await performer.abandon(run.request, id: run.id) }
    for asked in replay.asked where walk.outstanding(asked.request.key) != nil {
      open[asked.request.key] = OpenEffect(request: asked.request, due: asked.due)
    }
    for asked in replay.asked where asked.request.isWrite && asked.request.lost != .repeat {
      guard open[asked.request.key] != nil else { continue }
      try await answer(asked.request, .unknown(Outcome.restarted))
      try await withdraw()
    }
  }

  /// 1: what is new is recorded, all of it in one commit.
  private func openRequests() async throws {
    try await withdraw()
    let new = walk.outstanding.filter { open[$0.key] == nil }
    if new.isEmpty { return }
    let now = world.now()
    var drafts: [EntryDraft] = []
    for request in new {
      let due = request.milliseconds.map { now.advanced(byMilliseconds: $0) }
      open[request.key] = OpenEffect(request: request, due: due)
      guard request.isAskedFirst else { continue }
      drafts.append(
        EntryDraft(
          key: request.key.text, kind: .asked, request: request.value,
          outcome: due.map { ["due": .string($0.description)] }, time: now))
    }
    if !drafts.isEmpty { try await append(drafts, progress: progress(.running)) }
  }

  /// Lets go of what the walk no longer waits for.
  ///
  /// A write on its way is not abandoned: its outcome will be recorded as late.
  private func withdraw() async throws {
    for (key, effect) in open where walk.outstanding(key) == nil {
      if effect.request.kind == .run, !effect.isAbandoned {
        let id = replay.requestID(effect.request)
        open[key]?.isAbandoned = true
        replay.noteGivenUp(effect.request)
        try await performer.abandon(effect.request, id: id)
      }
      if effect.task != nil, effect.request.isAskedFirst { continue }
      effect.task?.cancel()
      open[key] = nil
    }
  }

  private func step(patience: Int64) async throws -> RunReport? {
    let pending = walk.outstanding.compactMap { open[$0.key] }.filter(\.isPending)
    // 2: what is recorded as asked is begun before anything else, so that a stop finds it on its way.
    for effect in pending where !effect.isImmediate && !isAlone(effect) { begin(effect.request) }
    if let request = pending.first(where: { $0.isImmediate || isAlone($0) })?.request {
      let id = replay.requestID(request)
      try await settle(request, try await performer.perform(request, id: id))
      return nil
    }
    if let arrival = await arrivals.next() {
      try await settle(arrival.key, arrival.result)
      return nil
    }
    if let due = firstDue, due.due <= world.now() {
      try await answer(due.request, due.request.outcomeWhenDue)
      return nil
    }
    if open.values.contains(where: { $0.task != nil }) {
      await arrivals.wait(atMost: .milliseconds(200))
      return nil
    }
    return try await rest(patience: patience)
  }

  /// Whether nothing else can happen while the effect is performed.
  private func isAlone(_ effect: OpenEffect) -> Bool {
    (open.count == 1 || world.isSequential) && effect.request.kind != .run
  }

  private func begin(_ request: EffectRequest) {
    let id = replay.requestID(request)
    open[request.key]?.task = Task { [performer, arrivals] in
      do {
        await arrivals.arrive(request.key, .success(try await performer.perform(request, id: id)))
      } catch {
        await arrivals.arrive(request.key, .failure(error))
      }
    }
  }

  private func settle(_ key: EffectKey, _ result: Arrivals.Result) async throws {
    open[key]?.task = nil
    guard let request = open[key]?.request else { return }
    let outcome = try result.get()
    if walk.outstanding(key) != nil { return try await settle(request, outcome) }
    open[key] = nil
    guard let outcome else { return }
    try await append(
      [
        EntryDraft(
          key: key.text, kind: .late, outcome: outcome.journalled, time: world.now())
      ], progress: progress(.running))
  }

  private func settle(_ request: EffectRequest, _ outcome: Outcome?) async throws {
    if request.kind == .emit { signals.lookIntoInbox() }
    guard let outcome else {
      // A message of its end may have come while it was let go.
      let isOver = open[request.key]?.isToldOver ?? false
      open[request.key]?.isParked = !isOver
      open[request.key]?.isToldOver = false
      return
    }
    try await answer(request, outcome)
  }

  /// 3 and 4.
  func answer(
    _ request: EffectRequest, _ outcome: Outcome, actor: FlowValue? = nil,
    consuming messages: [String] = []
  ) async throws {
    let time = world.now()
    // Until the walk has gone on, a task that listens counts as listening.
    let listening = request.kind == .listen ? progress(.running) : nil
    open[request.key] = nil
    try await append(
      [
        EntryDraft(
          key: request.key.text, kind: .answered,
          request: request.isAskedFirst ? nil : request.value, outcome: outcome.journalled,
          time: time, actor: actor)
      ],
      progress: listening ?? progress(.running), consuming: messages)
    replay.noteAnswered(outcome, of: request)
    walk.deliver(outcome, to: request.key, at: time)
  }

  // MARK: - Waiting

  private var firstDue: (request: EffectRequest, due: Timestamp)? {
    walk.outstanding.compactMap { request in
      open[request.key]?.due.map { (request, $0) }
    }.min { $0.1 < $1.1 }
  }

  /// Nothing is on its way: a short pause is waited for, in naps, so that an interrupt or a message
  /// in the inbox is met soon.
  private func rest(patience: Int64) async throws -> RunReport? {
    let hasPrompt = open.values.contains { $0.request.kind == .prompt }
    if let due = firstDue?.due, !hasPrompt,
      due.milliseconds - world.now().milliseconds <= patience
    {
      let nap = world.longestNap.map { world.now().advanced(byMilliseconds: $0) }
      try await world.sleep(min(due, nap ?? due))
      return nil
    }
    signals.lookIntoInbox()
    if let stop = try await obeySignals() { return stop }
    try await withdraw()
    if walk.result != nil || walk.outstanding.contains(where: { open[$0.key]?.isPending ?? true }) {
      return nil
    }
    try await append([], progress: progress(.waiting))
    return RunReport(walk: walk, phase: .waiting, waiting: waiting)
  }

  /// What the run's row and report say that it waits for.
  var waiting: [FlowValue] {
    walk.outstanding.filter { $0.isAskedFirst }.compactMap { request in
      open[request.key].map { request.waiting(until: $0.due, id: replay.requestID(request)) }
    } + walk.listeners.compactMap(\.busyDescription)
  }

  // MARK: - Recording

  func progress(_ phase: RunPhase) -> RunProgress {
    RunProgress(
      phase: phase, updatedAt: world.now(), waiting: .array(waiting), wakeAt: firstDue?.due)
  }

  /// Returns once the drafts are durable.
  func append(
    _ drafts: [EntryDraft], progress: RunProgress, consuming messages: [String] = []
  ) async throws {
    let entries = journal.seal(drafts)
    try await journal.store.append(
      entries, row: progress, consuming: messages, lease: journal.lease)
  }

  /// Records the outcomes of what is on its way, and waits for them.
  func drain() async throws {
    // A run that this one started stops soon and can be resumed, as this one does.
    for effect in open.values where effect.request.kind == .run { effect.task?.cancel() }
    while open.values.contains(where: { $0.task != nil }) {
      await arrivals.wait(atMost: .seconds(1))
      while let arrival = await arrivals.next() { try await settle(arrival.key, arrival.result) }
    }
  }

  /// Lets go of all that the walk, which has ended, no longer waits for.
  func windUp() async throws {
    try await withdraw()
    try await drain()
  }
}
