import FlowEngine
import FlowValue

/// Takes a run on as long as its questions can be answered: by `--answer`, or at the terminal.
struct Conversation {
  let engine: FlowEngine
  let screen: Screen
  let interrupt: Interrupt
  /// Whether somebody is there to be asked.
  let isAsking: Bool
  var answers: PreparedAnswers

  /// A prompt of the run, or of one that it started and waits for.
  private struct Question {
    let run: RunID
    let prompt: OpenPrompt
  }

  /// Answers what the run asks.
  ///
  /// - Returns: How the run stands when it asks nothing more that can be answered here.
  mutating func goOn(from report: RunReport) async throws -> RunReport {
    var report = report
    while report.phase == .waiting, !report.isInterrupted {
      guard let next = try await step(report) else { break }
      report = next
    }
    return report
  }

  /// Asks the questions of one prompt and takes its run on.
  ///
  /// - Returns: How the run stands then; `nil` at the end of input.
  func ask(_ prompt: OpenPrompt, of id: RunID, language: String) async throws -> RunReport? {
    let words = screen.words(language)
    var questionnaire = Questionnaire(prompt, words: words)
    while true {
      let answer = interrupt.whileAsking(leaving(prompt, of: id, words)) { questionnaire.answer() }
      guard let answer else {
        Console.error("")
        return nil
      }
      do {
        return try await give(answer, to: prompt, of: id)
      } catch let error as EngineError where !error.violations.isEmpty {
        questionnaire.refuse(error.violations)
      }
    }
  }

  /// Answers a prompt.
  ///
  /// - Returns: How the run stands once whoever drives it lets it rest.
  func give(_ answer: FlowValue, to prompt: OpenPrompt, of id: RunID) async throws -> RunReport {
    try await give(answer, task: prompt.key, of: id)
  }

  func give(_ answer: FlowValue, task: String?, of id: RunID) async throws -> RunReport {
    let report = try await engine.answer(id, task: task, with: answer, observer: screen.show)
    if let report { return report }
    let shown = try await engine.show(id).report
    return shown.phase == .suspended ? shown : try await settled(id)
  }

  // MARK: - Inside

  private mutating func step(_ report: RunReport) async throws -> RunReport? {
    let questions = try await questions(of: report)
    for question in questions {
      guard let answer = answers.take(for: question.prompt) else { continue }
      let answered = try await give(answer, to: question.prompt, of: question.run)
      return try await back(to: report, from: answered)
    }
    guard isAsking, let question = questions.first(where: { engine.mayAnswer($0.prompt) }),
      let answered = try await ask(
        question.prompt, of: question.run, language: report.language)
    else { return nil }
    return try await back(to: report, from: answered)
  }

  private func questions(of report: RunReport) async throws -> [Question] {
    var questions = report.prompts.map { Question(run: report.id, prompt: $0) }
    var children = report.waiting.startedRuns
    guard !children.isEmpty else { return questions }
    let waiting = try await engine.runs(phases: [.waiting])
    while let id = children.popLast() {
      guard let child = waiting.first(where: { $0.id.rawValue == id }) else { continue }
      questions += child.prompts.map { Question(run: child.id, prompt: $0) }
      children += child.waiting.startedRuns
    }
    return questions
  }

  /// A run that waited for the one that was answered is taken up too.
  private func back(to report: RunReport, from answered: RunReport) async throws -> RunReport {
    if answered.id == report.id || answered.isInterrupted { return answered }
    return try await settled(report.id)
  }

  /// Takes a run up as soon as nobody else drives it.
  private func settled(_ id: RunID) async throws -> RunReport {
    while true {
      do {
        return try await engine.resume(id, observer: screen.show).finish()
      } catch let error as EngineError where error.isHeld && !interrupt.isRequested {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// What Ctrl-C does at a question.
  private func leaving(_ prompt: OpenPrompt, of id: RunID, _ words: Words) -> @Sendable () -> Void {
    let guide = AnswerGuide(run: id, words: words, invocation: screen.invocation)
    let lines = [
      "", words("ask.resume", ["command": screen.invocation("resume", id.rawValue)]),
      words("ask.answer", ["command": guide.command(prompt, among: [prompt])]),
    ]
    return { [engine] in
      for line in lines { Console.error(line.escapingControls) }
      Task {
        await engine.close()
        Exit.end(.interrupted)
      }
    }
  }
}

extension FlowValue {
  /// The runs that a run waits for, from what it says that it waits for.
  fileprivate var startedRuns: [String] { (array ?? []).compactMap { $0["run"]?.string } }
}
