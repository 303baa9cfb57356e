import FlowValue

extension FlowEngine {
  /// What one pass over the journal did.
  public struct WorkerPass: Sendable {
    /// How the runs stand that were driven.
    public internal(set) var reports: [RunReport] = []
    /// Runs that could not be driven, and why.
    public internal(set) var failures: [(run: RunID, error: EngineError)] = []
  }

  /// Drives every run of the profile that has something to do: whose timer or prompt is due, who
  /// has a message, or whose worker is gone.
  ///
  /// Runs that another worker drives are left to it. One run that cannot be driven does not keep
  /// the others from it.
  ///
  /// - Parameters:
  ///   - atOnce: How many runs are driven at the same time.
  ///   - patience: For how long a pause keeps a run in memory; a pass lasts as long as its longest.
  ///   - observer: Is told of a run's progress.
  /// - Returns: How the driven runs stand, and which could not be driven.
  /// - Throws: `EngineError` if the journal cannot be read.
  public func work(
    atOnce: Int = 16, patience: Duration = .seconds(60),
    observer: @escaping @Sendable (RunID, RunEvent) -> Void = { _, _ in }
  ) async throws -> WorkerPass {
    let due = try await translatingErrors { try await dueRuns() }
    var pass = WorkerPass()
    try await withThrowingTaskGroup(of: WorkerStep.self) { group in
      var waiting = due[...]
      for id in waiting.prefix(atOnce) { group.addTask { await step(id, patience, observer) } }
      waiting = waiting.dropFirst(atOnce)
      while let step = try await group.next() {
        switch step {
        case .driven(let report): pass.reports.append(report)
        case .failed(let run, let error): pass.failures.append((run, error))
        case .left: break
        }
        if let id = waiting.popFirst() {
          group.addTask { await self.step(id, patience, observer) }
        }
      }
    }
    return pass
  }

  private enum WorkerStep: Sendable {
    case driven(RunReport)
    case failed(RunID, EngineError)
    /// Another worker has it, or this one is to stop.
    case left
  }

  private func step(
    _ id: RunID, _ patience: Duration,
    _ observer: @escaping @Sendable (RunID, RunEvent) -> Void
  ) async -> WorkerStep {
    if signals.isInterrupted { return .left }
    do {
      let report = try await driveUnlessHeld(id, patience: Int64(patience / .milliseconds(1))) {
        observer(id, $0)
      }
      return report.map(WorkerStep.driven) ?? .left
    } catch let error as EngineError {
      return .failed(id, error)
    } catch {
      return .failed(id, EngineError(.environment, "\(error)"))
    }
  }

  private func dueRuns() async throws -> [RunID] {
    let now = surroundings.world.now()
    let filters = [
      RunFilter(phases: [.waiting], wakeBefore: now),
      RunFilter(phases: [.waiting, .suspended], hasMessages: true),
      RunFilter(phases: [.pending, .running]),
      RunFilter(phases: [.waiting], waitingFor: EffectRequest.Kind.run.rawValue),
    ]
    var seen: Set<RunID> = []
    var due: [RunID] = []
    for filter in filters {
      for row in try await store.runs(filter)
      where row.profile == surroundings.profile.name && !seen.contains(row.id) {
        if filter.hasMessages, try await !isMoved(row) { continue }
        if filter.waitingFor != nil, try await !hasEnded(row.waiting) { continue }
        seen.insert(row.id)
        due.append(row.id)
      }
    }
    return due
  }

  /// Whether a message in its inbox moves the run; a suspended one obeys a cancel and nothing else.
  private func isMoved(_ row: RunRow) async throws -> Bool {
    try await store.inbox(of: row.id).contains { message in
      row.phase == .suspended
        ? message.kind == "cancel" : message.moves(runThatWaitsFor: row.waiting)
    }
  }

  /// Whether a run that is waited for has ended; its message is lost if its worker died in between.
  private func hasEnded(_ waiting: FlowValue) async throws -> Bool {
    for request in waiting.array ?? [] {
      guard let id = request["run"]?.string.flatMap(RunID.init) else { continue }
      if try await store.run(id)?.phase.isFinished ?? false { return true }
    }
    return false
  }
}
