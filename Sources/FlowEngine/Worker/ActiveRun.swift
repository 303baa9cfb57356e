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
  private let signals = RunSignals()

  init(
    lease: Lease, start: RunStart, entries: [Entry], program: Program, engine: FlowEngine,
    observer: @escaping @Sendable (RunEvent) -> Void
  ) {
    id = lease.run
    state = .held(lease, start, entries, program, observer)
    self.engine = engine
  }

  init(ended report: RunReport, engine: FlowEngine) {
    id = report.id
    state = .ended(report)
    self.engine = engine
  }

  /// Asks the run to stop soon.
  ///
  /// What is on its way is finished and recorded first, and the run can be resumed.
  public func interrupt() { signals.interrupt() }

  /// Drives the run until it ends, is interrupted, or waits for longer than a minute.
  ///
  /// - Throws: `EngineError` if the journal cannot be written or does not replay.
  public func finish() async throws -> RunReport {
    switch state {
    case .ended(let report): return report
    case .held(let lease, let start, let entries, let program, let observer):
      return try await translatingErrors {
        do {
          let report = try await drive(lease, start, entries, program, observer)
          try await engine.store.release(lease)
          return report.summarised(by: program, language: start.facts.language)
        } catch {
          // The first error says why; the lease dies with this process at the latest.
          try? await engine.store.release(lease)
          throw error
        }
      }
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
    let performer = try await surroundings.performer(for: program, run: lease.run)
    let driver = try RunDriver(
      program: program, start: start, entries: entries, journal: journal, performer: performer,
      world: surroundings.world, signals: signals, observer: RunObserver(report: observer))
    return try await driver.drive()
  }
}
