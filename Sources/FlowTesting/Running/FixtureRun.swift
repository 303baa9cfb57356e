import FlowEngine
import FlowValue

/// One execution of a fixture: starts the run, answers what it asks, lets time pass, and looks at
/// how it stands when nothing more can happen.
struct FixtureRun {
  /// The run's id, which its request ids come from: the same in every execution.
  static let id = "fixture"
  /// How often a run may be taken up: one that never ends is found out.
  private static let limit = Timetable.mostSleeps
  /// For how many milliseconds a pause keeps the run in memory, a hundred years: it need not be read
  /// again after each.
  private static let patience: Int64 = 100 * 365 * 86_400_000

  private let stage: FixtureStage
  private let engine: FlowEngine
  private var observation = FixtureObservation()

  private var fixture: Fixture { stage.fixture }

  private init(_ stage: FixtureStage, _ engine: FlowEngine) {
    self.stage = stage
    self.engine = engine
  }

  /// Performs the fixture in a world in which nothing has happened yet.
  ///
  /// - Throws: What makes the fixture unusable: the flow or the configuration is wrong.
  static func perform(
    _ stage: FixtureStage, crashes: CrashMoments?
  ) async throws -> FixtureObservation {
    try await with(stage, "first", crashes) { run in
      await stage.timetable.advance(to: stage.timetable.now)
      guard try await run.start() else { return }
      try await run.goOn()
    }
  }

  /// Goes on where a process died.
  static func takeUp(_ moment: CrashMoment) async throws -> FixtureObservation {
    try await with(moment.stage, "second", nil) { run in
      await run.work()
      try await run.goOn()
    }
  }

  private static func with(
    _ stage: FixtureStage, _ worker: String, _ crashes: CrashMoments?,
    _ body: (inout FixtureRun) async throws -> Void
  ) async throws -> FixtureObservation {
    let engine = try await stage.open(worker: worker, crashes: crashes)
    var run = FixtureRun(stage, engine)
    do {
      try await body(&run)
      await engine.close()
      return run.observation
    } catch {
      await engine.close()
      throw error
    }
  }

  private mutating func fail(_ subject: String, _ details: String...) {
    observation.failures.append(FixtureFailure(subject: subject, details: details))
  }

  // MARK: - Driving

  /// Whether there is a run.
  private mutating func start() async throws -> Bool {
    var run: ActiveRun
    do {
      run = try await engine.start(stage.subject.flow, input: fixture.input, id: Self.id)
    } catch let error as EngineError where !error.violations.isEmpty {
      observation.refused = error.violations.map(\.field)
      return false
    }
    run.patience = Self.patience
    do {
      _ = try await run.finish()
    } catch {
      fail("the run cannot be driven", "\(error)")
    }
    return true
  }

  private mutating func goOn() async throws {
    var count = 0
    while count < Self.limit, !stage.timetable.isExhausted, try await step() { count += 1 }
    if count == Self.limit || stage.timetable.isExhausted {
      fail(
        "the run does not end",
        "it paused \(Self.limit) times, and the clock says \(stage.timetable.now)")
    }
    try await observe()
  }

  /// As `flowctl worker --once` does.
  private mutating func work() async {
    do {
      for failure in try await engine.work(patience: .milliseconds(Self.patience)).failures {
        fail("the run cannot be driven", failure.error.description)
      }
    } catch {
      fail("the run cannot be driven", "\(error)")
    }
  }

  /// Does the next thing that moves the run; returns whether there was one.
  private mutating func step() async throws -> Bool {
    guard observation.failures.isEmpty, stage.mocks.unexpected == nil, stage.mocks.fault == nil,
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

  // MARK: - Answers

  /// The first question that there is an answer to.
  private func nextPrompt(_ runs: [RunSummary]) -> (RunID, OpenPrompt)? {
    let asked = runs.filter { $0.phase == .waiting }.flatMap { run in
      run.prompts.map { (run.id, $0) }
    }
    return asked.first { _, prompt in
      (fixture.answers[prompt.task] ?? []).count > stage.given(prompt.task)
    }
  }

  private mutating func answer(_ prompt: OpenPrompt, of run: RunID) async {
    let answer = (fixture.answers[prompt.task] ?? [])[stage.given(prompt.task)]
    stage.give(prompt.task)
    var refusal: [PromptViolation] = []
    do {
      _ = try await engine.answer(run, task: prompt.key, with: answer.value)
    } catch let error as EngineError where !error.violations.isEmpty {
      refusal = error.violations
    } catch {
      return fail("answer to \(prompt.task)", "\(error)")
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

  /// The texts of all secrets that there are, by name.
  private func secrets() async throws -> [String: String] {
    let store = stage.world.secrets
    var texts: [String: String] = [:]
    for secret in try await store.list() {
      texts[secret.name] = try await store.get(secret.name)?.text
    }
    return texts
  }

  private mutating func observe() async throws {
    guard let id = RunID(rawValue: Self.id) else { return }
    let details = try await engine.show(id)
    observation.report = details.report
    observation.calls = stage.mocks.calls
    observation.files = details.report.artifacts.map { SavedFile($0) }
    if fixture.expect.artifacts != nil { observation.secrets = try await secrets() }
    observation.state = try await engine.simulatedState(of: id, in: stage.world)
    observation.failures += stage.timetable.failures
    if let fault = stage.mocks.fault { fail("a simulator", fault) }
    if let unexpected = stage.mocks.unexpected { observation.failures.append(unexpected.failure) }
    if details.chain != "intact" { fail("the journal", details.chain) }
    for (task, answers) in fixture.answers.sorted(by: { $0.key < $1.key }) {
      let count = stage.given(task)
      guard count < answers.count else { continue }
      observation.unasked.append(
        FixtureFailure(
          subject: "answers to \(task)", location: answers[count].location,
          expected: "\(answers.count) \(answers.count == 1 ? "question" : "questions")",
          actual: count == 0 ? "it was never asked" : "\(count)"))
    }
  }
}
