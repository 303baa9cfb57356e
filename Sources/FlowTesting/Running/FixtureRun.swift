import FlowEngine
import FlowValue

/// One execution of a fixture: starts the run, answers what it asks, lets time pass, and looks at
/// how it stands when nothing more can happen.
struct FixtureRun {
  /// The run's id, which its request ids come from: the same in every execution.
  static let id = "fixture"
  /// How often a run may be taken up: one that never ends is found out.
  private static let limit = 10_000

  let stage: FixtureStage
  let crash: CrashPoint
  private var engine: FlowEngine
  private var observation = FixtureObservation()
  /// How many answers each task was given.
  private var given: [String: Int] = [:]
  private var isReopened = false

  private var fixture: Fixture { stage.fixture }

  private init(_ stage: FixtureStage, _ crash: CrashPoint, _ engine: FlowEngine) {
    self.stage = stage
    self.crash = crash
    self.engine = engine
  }

  /// Performs the fixture in a world in which nothing has happened yet.
  ///
  /// - Throws: What makes the fixture unusable: the flow or the configuration is wrong.
  static func perform(_ stage: FixtureStage, crash: CrashPoint) async throws -> FixtureObservation {
    let engine = try await stage.open(worker: "first", crash: crash)
    var run = FixtureRun(stage, crash, engine)
    do {
      let observation = try await run.perform()
      await run.engine.close()
      return observation
    } catch {
      await run.engine.close()
      throw error
    }
  }

  private mutating func perform() async throws -> FixtureObservation {
    prepareEvents()
    await stage.timetable.advance(to: stage.timetable.now)
    if try await start() {
      var count = 0
      while try await step() {
        count += 1
        if count == Self.limit {
          fail(
            "the run does not end",
            "it was taken up \(Self.limit) times, and the clock says \(stage.timetable.now)")
          break
        }
      }
      try await observe()
    }
    return observation
  }

  private func prepareEvents() {
    let engine = engine
    stage.timetable.onEvent { event in
      try await engine.perform(event.command, ofSimulator: event.simulator)
    }
  }

  private mutating func fail(_ subject: String, _ details: String...) {
    observation.failures.append(FixtureFailure(subject: subject, details: details))
  }

  // MARK: - Driving

  /// Whether there is a run.
  private mutating func start() async throws -> Bool {
    let run: ActiveRun
    do {
      run = try await engine.start(stage.flow, input: fixture.input, id: Self.id)
    } catch let error as EngineError where !error.violations.isEmpty {
      observation.refused = error.violations.map(\.field)
      return false
    }
    await drive { _ in _ = try await run.finish() }
    return true
  }

  /// Drives runs; what goes wrong is a failure, unless the process was to die there.
  private mutating func drive(_ body: (FlowEngine) async throws -> Void) async {
    do {
      try await body(engine)
    } catch {
      if isAlive { fail("the run cannot be driven", "\(error)") }
    }
  }

  /// Whether no error of the engine comes from a process that was to die.
  private var isAlive: Bool { !crash.hasCrashed || isReopened }

  /// As `flowctl worker --once` does.
  private mutating func work() async {
    let engine = engine
    do {
      let pass = try await engine.work()
      guard isAlive else { return }
      for failure in pass.failures {
        fail("the run cannot be driven", failure.error.description)
      }
    } catch {
      if isAlive { fail("the run cannot be driven", "\(error)") }
    }
  }

  /// Does the next thing that moves the run; returns whether there was one.
  private mutating func step() async throws -> Bool {
    if crash.hasCrashed, !isReopened {
      try await reopen()
      return true
    }
    guard observation.failures.isEmpty, stage.mocks.unexpected == nil,
      stage.timetable.failures.isEmpty
    else { return false }
    let runs = try await engine.runs(phases: [.pending, .running, .waiting, .suspended])
    guard let own = runs.first(where: { $0.id.rawValue == Self.id }), own.phase != .suspended
    else { return false }
    if let (run, prompt) = nextPrompt(runs) {
      await answer(prompt, of: run)
      await work()
      return true
    }
    if own.phase == .waiting, fixture.expect.isWaiting, !own.prompts.isEmpty { return false }
    guard let wake = runs.compactMap(\.wakeAt).min() else { return false }
    await stage.timetable.advance(to: wake)
    await work()
    return true
  }

  /// The process died: another one takes up what it left.
  private mutating func reopen() async throws {
    await engine.close()
    isReopened = true
    stage.mocks.restart()
    engine = try await stage.open(worker: "second", crash: CrashPoint())
    prepareEvents()
    await work()
  }

  // MARK: - Answers

  /// The first question that there is an answer to.
  private func nextPrompt(_ runs: [RunSummary]) -> (RunID, OpenPrompt)? {
    let asked = runs.filter { $0.phase == .waiting }.flatMap { run in
      run.prompts.map { (run.id, $0) }
    }
    return asked.first { _, prompt in
      (fixture.answers[prompt.task] ?? []).count > given[prompt.task, default: 0]
    }
  }

  private mutating func answer(_ prompt: OpenPrompt, of run: RunID) async {
    let answer = (fixture.answers[prompt.task] ?? [])[given[prompt.task, default: 0]]
    given[prompt.task, default: 0] += 1
    var refusal: [PromptViolation] = []
    await drive { engine in
      do {
        _ = try await engine.answer(run, task: prompt.key, with: answer.value)
      } catch let error as EngineError where !error.violations.isEmpty {
        refusal = error.violations
      }
    }
    let fields = refusal.map(\.field).sorted()
    guard fields != (answer.refused ?? []).sorted() else { return }
    observation.failures.append(
      FixtureFailure(
        subject: "answer to \(prompt.task)", location: answer.location,
        expected: Self.verdict(answer.refused ?? []), actual: Self.verdict(refusal.map(\.field)),
        details: refusal.map(\.description)))
  }

  private static func verdict(_ fields: [String]) -> String {
    fields.isEmpty ? "taken" : "refused for " + fields.joined(separator: ", ")
  }

  // MARK: - The end

  private mutating func observe() async throws {
    guard let id = RunID(rawValue: Self.id) else { return }
    let details = try await engine.show(id)
    observation.report = details.report
    observation.calls = stage.mocks.calls
    observation.appends = crash.count
    observation.state = try await engine.simulatedState(of: id, in: stage.world)
    observation.failures += stage.timetable.failures
    if let unexpected = stage.mocks.unexpected { observation.failures.append(unexpected.failure) }
    if details.chain != "intact" { fail("the journal", details.chain) }
    for (task, answers) in fixture.answers.sorted(by: { $0.key < $1.key }) {
      let count = given[task, default: 0]
      guard count < answers.count else { continue }
      observation.unasked.append(
        FixtureFailure(
          subject: "answers to \(task)", location: answers[count].location,
          expected: "\(answers.count) \(answers.count == 1 ? "question" : "questions")",
          actual: count == 0 ? "it was never asked" : "\(count)"))
    }
  }
}
