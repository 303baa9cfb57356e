/// A run that this process holds: to be driven, or ended already.
public struct ActiveRun: Sendable {
  /// The run's id.
  public let id: RunID

  private enum State: Sendable {
    case held(Lease, RunStart, [Entry], Program, @Sendable (RunEvent) -> Void)
    case ended(RunReport)
  }

  private let state: State
  private let engine: FlowEngine
  private var signals: RunSignals
  /// For how many milliseconds a pause keeps the run in memory.
  package var patience: Int64 = 60_000

  init(
    lease: Lease, start: RunStart, entries: [Entry], program: Program, engine: FlowEngine,
    observer: @escaping @Sendable (RunEvent) -> Void
  ) {
    id = lease.run
    state = .held(lease, start, entries, program, observer)
    self.engine = engine
    signals = RunSignals(above: engine.signals)
  }

  init(ended report: RunReport, engine: FlowEngine) {
    id = report.id
    state = .ended(report)
    self.engine = engine
    signals = RunSignals(above: engine.signals)
  }

  /// Asks the run to stop soon.
  ///
  /// What is on its way is finished and recorded first, and the run can be resumed.
  public func interrupt() { signals.interrupt() }

  /// Drives the run until it ends, is interrupted, or has to wait: for a person, for an event, or
  /// for longer than a minute.
  ///
  /// - Throws: `EngineError` if the journal cannot be written or does not replay.
  public func finish() async throws -> RunReport {
    switch state {
    case .ended(let report): return report
    case .held(let lease, let start, let entries, let program, let observer):
      return try await translatingErrors {
        let report = try await driveAndRelease(lease, start, entries, program, observer)
        if report.phase == .waiting, let woken = try await wake(report, observer) { return woken }
        if report.phase.isFinished, let parent = start.parent {
          try await engine.tell(parent, ofEndOf: id)
        }
        return report.summarised(by: program)
      }
    }
  }

  /// Whether the run's journal has its end already.
  var hasEnded: Bool {
    switch state {
    case .ended: true
    case .held(_, _, let entries, _, _): entries.ending != nil
    }
  }

  /// Gives the run back without driving it: it is in the journal, and a worker takes it up.
  ///
  /// - Throws: `EngineError` if the journal cannot be written.
  public func letGo() async throws {
    guard case .held(let lease, let start, let entries, _, _) = state else { return }
    try await translatingErrors {
      if entries.count == 1 {
        let progress = RunProgress(phase: .pending, updatedAt: start.facts.startedAt)
        try await engine.store.append([], row: progress, consuming: [], lease: lease)
      }
      try await engine.store.release(lease)
    }
  }

  private func driveAndRelease(
    _ lease: Lease, _ start: RunStart, _ entries: [Entry], _ program: Program,
    _ observer: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> RunReport {
    do {
      let report = try await drive(lease, start, entries, program, observer)
      try await engine.store.release(lease)
      return report
    } catch {
      // The first error says why; the lease dies with this process at the latest.
      try? await engine.store.release(lease)
      throw error
    }
  }

  /// Takes the run up again if a message came in while it went to rest: whoever sent it found the
  /// run held and relies on its holder.
  private func wake(
    _ report: RunReport, _ observer: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> RunReport? {
    let messages = try await engine.store.inbox(of: id)
    guard messages.contains(where: { $0.moves(runThatWaitsFor: report.waiting) }) else {
      return nil
    }
    do {
      var run = try await engine.resume(id, observer: observer)
      run.patience = patience
      run.signals = signals
      return try await run.finish()
    } catch let error as EngineError where error.isHeld {
      return nil
    }
  }

  private func drive(
    _ lease: Lease, _ start: RunStart, _ entries: [Entry], _ program: Program,
    _ observer: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> RunReport {
    let surroundings = engine.surroundings
    let journal = RunJournal(
      store: try engine.store, lease: lease, last: entries.last,
      salt: { surroundings.world.randomBytes(16) })
    let performer = try await surroundings.performer(
      for: program, run: lease.run,
      neighbours: engine.neighbours(of: start, program: program, observer: observer))
    let driver = try RunDriver(
      program: program, start: start, entries: entries, journal: journal, performer: performer,
      world: surroundings.world, signals: signals,
      observer: RunObserver(
        path: engine.footprints.map { PathObserver($0, of: program.workflow) }, report: observer))
    return try await driver.drive(patience: patience)
  }
}
