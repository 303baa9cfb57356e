import FlowValue

/// What a driven run is told, and how it stops.
extension RunDriver {
  /// Returns how the run stands if it is to stop here.
  func obeySignals() async throws -> RunReport? {
    if signals.isInterrupted { return try await leave() }
    guard signals.isInboxDue() else { return nil }
    let messages = try await journal.store.inbox(of: journal.lease.run)
    if messages.isEmpty { return nil }
    if let cancelled = try await obeyCancel(messages) { return cancelled }
    if let message = messages.first(where: { $0.kind == "suspend" }) {
      return try await suspend(consuming: message.id)
    }
    try await take(messages)
    return nil
  }

  /// Ends the run if it is to be cancelled, whether or not its journal replays.
  func obeyCancel() async throws -> RunReport? {
    try await obeyCancel(try await journal.store.inbox(of: journal.lease.run))
  }

  private func obeyCancel(_ messages: [InboxMessage]) async throws -> RunReport? {
    guard let cancel = messages.first(where: { $0.kind == "cancel" }) else { return nil }
    walk.cancel()
    return try await end(.cancelled, actor: cancel.actor, consuming: [cancel.id])
  }

  /// Makes an entry of the first message that the run waits for.
  ///
  /// A further one has its turn when the walk has gone on. What nothing in the run waits for is
  /// dropped once it rests.
  private func take(_ messages: [InboxMessage]) async throws {
    for message in messages where try await take(message) {
      return signals.lookIntoInbox()
    }
    let isResting = walk.outstanding.allSatisfy {
      open[$0.key].map { !$0.isPending && $0.task == nil } ?? false
    }
    guard isResting else { return }
    // A task that listens and is at an event takes the next one later.
    let isBusy = walk.listeners.contains { $0.busyDescription != nil }
    let dropped = messages.filter { message in
      !isBusy || message.kind != "event"
        || replay.consumedEvents.contains(EventIdentity(message.payload))
    }
    if dropped.isEmpty { return }
    try await append([], progress: progress(.running), consuming: dropped.map(\.id))
  }

  private func take(_ message: InboxMessage) async throws -> Bool {
    switch message.kind {
    case "answer":
      guard let key = message.payload["key"]?.string.map(EffectKey.init),
        let request = walk.outstanding(key), request.kind == .prompt, open[key] != nil
      else { return false }
      try await answer(
        request, .value(message.payload["answer"] ?? .null), actor: message.actor,
        consuming: [message.id])
    case "event":
      let event = message.payload
      guard !replay.consumedEvents.contains(EventIdentity(event)),
        let request = walk.outstanding.first(where: { request in
          request.kind == .listen && open[request.key] != nil
            && walk.accepts(event, at: request.key)
        })
      else { return false }
      try await answer(request, .value(event), actor: message.actor, consuming: [message.id])
    case "ended":
      guard let key = message.payload["key"]?.string.map(EffectKey.init), open[key] != nil else {
        return false
      }
      let isOnItsWay = open[key]?.task != nil
      open[key]?.isToldOver = isOnItsWay
      open[key]?.isParked = false
      try await append([], progress: progress(.running), consuming: [message.id])
    default: return false
    }
    return true
  }

  /// What is on its way is finished and recorded; nothing new is begun.
  private func leave() async throws -> RunReport {
    try await drain()
    if let result = walk.result { return try await end(result) }
    try await append([], progress: progress(.running))
    return RunReport(walk: walk, phase: .running, waiting: waiting, isInterrupted: true)
  }

  private func suspend(consuming message: String) async throws -> RunReport {
    try await drain()
    if let result = walk.result { return try await end(result, consuming: [message]) }
    try await append([], progress: progress(.suspended), consuming: [message])
    return RunReport(walk: walk, phase: .suspended, waiting: waiting)
  }

  /// The journal does not replay: nothing was performed, and a person has to look.
  func suspend(over error: RunError) async throws {
    let problem = ProblemType.runtime.problem(error.description)
    try await append(
      [],
      progress: RunProgress(phase: .suspended, updatedAt: world.now(), error: problem.value))
  }

  func end(
    _ result: RunResult, actor: FlowValue? = nil, consuming messages: [String] = []
  ) async throws -> RunReport {
    try await windUp()
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
}

extension EffectRequest {
  /// What a waiting run says of the request; `id` is the request id, which is the id of a run that
  /// this one started.
  func waiting(until due: Timestamp?, id: String) -> FlowValue {
    var waiting: FlowObject = [
      "task": .string(String(task.split(separator: "/").last ?? "")), "reference": .string(task),
      "kind": .string(kind.rawValue), "due": due.map { .string($0.description) } ?? .null,
      "key": .string(key.text),
    ]
    switch kind {
    case .prompt: waiting["form"] = arguments
    case .listen: waiting["events"] = arguments["events"]
    case .run: waiting["run"] = .string(id)
    default: break
    }
    return .object(waiting)
  }

  /// What comes when nobody and nothing answers before the time is up.
  var outcomeWhenDue: Outcome {
    guard kind == .prompt else { return .value(.null) }
    let limit = ISODuration.text(milliseconds: milliseconds ?? 0)
    return .problem(ProblemType.timeout.problem("Nobody answered within \(limit)."))
  }
}
