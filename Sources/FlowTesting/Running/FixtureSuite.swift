import FlowEngine

/// Performs fixtures, several at a time.
package struct FixtureSuite: Sendable {
  private let sources: [FixtureSource]
  private let isCrashing: Bool
  private let isMending: Bool
  private let slots: Slots
  private let filter: String?
  private let coverage: CoverageRecorder?

  /// A suite of some fixtures.
  ///
  /// - Parameters:
  ///   - sources: The fixtures' files.
  ///   - crash: Whether each is repeated with its process killed at every append.
  ///   - update: Whether what a fixture expects is changed where its run came out otherwise.
  ///   - parallel: How many executions may be under way.
  ///   - filter: Only fixtures whose title or path has this text, in any case.
  ///   - coverage: Keeps what is reached of the flows.
  package init(
    _ sources: [FixtureSource], crash: Bool, update: Bool = false, parallel: Int,
    filter: String? = nil, coverage: CoverageRecorder? = nil
  ) {
    self.sources = sources
    self.coverage = coverage
    isCrashing = crash
    isMending = update
    slots = Slots(parallel)
    self.filter = filter?.lowercased()
  }

  /// Performs all of them.
  ///
  /// - Parameter report: Is told what came of each, in their own order.
  /// - Returns: What came of all.
  package func run(report: (FixtureOutcome) -> Void) async -> [FixtureOutcome] {
    var outcomes: [Int: FixtureOutcome?] = [:]
    var told: [FixtureOutcome] = []
    await withTaskGroup(of: (Int, FixtureOutcome?).self) { group in
      for (index, source) in sources.enumerated() {
        group.addTask { (index, await outcome(of: source)) }
      }
      var next = 0
      for await (index, outcome) in group {
        outcomes[index] = .some(outcome)
        while let ready = outcomes[next] {
          if let ready {
            report(ready)
            told.append(ready)
          }
          next += 1
        }
      }
    }
    return told
  }

  /// `nil` if the filter leaves it out.
  private func outcome(of source: FixtureSource) async -> FixtureOutcome? {
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = FixtureOutcome(source)
    do {
      let subject = try await slots.run { try source.subject() }
      let fixture = subject.fixture
      guard isWanted(fixture) else { return nil }
      outcome.title = fixture.title
      coverage?.note(subject.workflows)
      let crashes = isCrashing ? CrashMoments() : nil
      let steady = try await slots.run {
        try await FixtureRun.perform(
          FixtureStage(subject, footprints: coverage?.footprints), crashes: crashes)
      }
      outcome.calls = steady.calls.count
      outcome.failures = fixture.expect.failures(steady)
      if isMending, !outcome.failures.isEmpty { try await mend(&outcome, source) }
      if let moments = crashes?.all, outcome.failures.isEmpty {
        outcome.crashes = moments.count
        outcome.failures = try await failures(after: moments, steady)
      }
    } catch {
      guard filter.map({ source.file.lowercased().contains($0) }) ?? true else { return nil }
      outcome.error = error
    }
    outcome.duration = clock.now - start
    return outcome
  }

  private func mend(_ outcome: inout FixtureOutcome, _ source: FixtureSource) async throws {
    let failures = outcome.failures
    let update = try await slots.run { try await FixtureUpdate(source).mend(failures) }
    outcome.failures = update.failures
    outcome.isMended = update.failures.isEmpty
    guard !update.reasons.isEmpty else { return }
    outcome.failures.append(
      FixtureFailure(
        subject: update.isChanged ? "updated, but for this" : "not updated",
        details: update.reasons))
  }

  private func isWanted(_ fixture: Fixture) -> Bool {
    filter.map { fixture.title.lowercased().contains($0) || fixture.file.lowercased().contains($0) }
      ?? true
  }

  private func failures(
    after moments: [CrashMoment], _ steady: FixtureObservation
  ) async throws -> [FixtureFailure] {
    try await withThrowingTaskGroup(of: (Int, [FixtureFailure]).self) { group in
      for (index, moment) in moments.enumerated() {
        group.addTask {
          let failures = try await slots.run {
            try await CrashRepetition(moment: moment).failures(unlike: steady)
          }
          return (index, failures)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        .sorted { $0.key < $1.key }.flatMap(\.value).joined()
    }
  }
}

extension [FixtureFailure] {
  /// The same failure after several crashes said once, with the first of them and their number.
  fileprivate func joined() -> [FixtureFailure] {
    var groups: [(failure: FixtureFailure, count: Int)] = []
    for failure in self {
      let known = groups.firstIndex {
        $0.failure.subject == failure.subject && $0.failure.expected == failure.expected
          && $0.failure.actual == failure.actual
      }
      if let known {
        groups[known].count += 1
      } else {
        groups.append((failure, 1))
      }
    }
    return groups.map { group in
      var failure = group.failure
      if group.count > 1 { failure.details.append("and so after \(group.count - 1) more crashes") }
      return failure
    }
  }
}
