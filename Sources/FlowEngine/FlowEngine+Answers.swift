public import FlowValue

extension FlowEngine {
  /// Answers a prompt of a waiting run and drives the run on.
  ///
  /// The answer is checked first: that the prompt is open, that the actor has one of its roles, and
  /// that the answer fits the form. Only then does the run get to see it.
  ///
  /// - Parameters:
  ///   - id: The run.
  ///   - task: The task's name, reference or key; `nil` if the run asks just one question.
  ///   - answer: The fields that the form asks for; those that are left out keep their defaults.
  ///   - observer: Is told of progress while the run is driven.
  /// - Returns: How the run stands then, or `nil` if another worker drives it and was told.
  /// - Throws: `EngineError`, with `violations` if the answer does not fit; nothing was recorded.
  public func answer(
    _ id: RunID, task: String? = nil, with answer: FlowValue,
    observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunReport? {
    try await translatingErrors {
      let (prompt, row) = try await question(of: id, task: task)
      try await post(try await checked(answer, to: prompt, of: id), to: prompt, of: id)
      if row.phase == .suspended { return nil }
      return try await driveUnlessHeld(id, observer: observer)
    }
  }

  /// A prompt that whoever uses this engine may answer.
  ///
  /// - Parameters:
  ///   - id: The run.
  ///   - task: As in `answer`.
  /// - Returns: The prompt.
  /// - Throws: `EngineError` if there is none.
  package func prompt(of id: RunID, task: String?) async throws -> OpenPrompt {
    try await translatingErrors { try await question(of: id, task: task).prompt }
  }

  private func question(of id: RunID, task: String?) async throws
    -> (prompt: OpenPrompt, row: RunRow)
  {
    guard let row = try await store.run(id) else { throw StoreError.unknownRun(id) }
    if row.phase.isFinished { throw StoreError.finished(row) }
    try checkProfile(of: row)
    let prompt = try openPrompt(of: row, task: task)
    try checkRole(for: prompt)
    return (prompt, row)
  }

  /// Whether whoever uses this engine may answer a prompt, as far as can be told here.
  package func mayAnswer(_ prompt: OpenPrompt) -> Bool {
    do throws(EngineError) {
      try checkRole(for: prompt)
      return true
    } catch {
      return false
    }
  }

  private func openPrompt(of row: RunRow, task: String?) throws(EngineError) -> OpenPrompt {
    let prompts = OpenPrompt.all(in: row.waiting)
    let fitting = prompts.filter { prompt in
      task.map { [prompt.task, prompt.reference, prompt.key].contains($0) } ?? true
    }
    guard let prompt = fitting.first else {
      let asked = prompts.map(\.task).joined(separator: ", ")
      throw .usage(
        task.map { "Run \(row.id) does not ask \($0) now." }
          ?? "Run \(row.id) asks nothing now; it is \(row.phase.rawValue).",
        hint: asked.isEmpty ? "flowctl show \(row.id)" : "it asks: \(asked)")
    }
    guard fitting.count == 1 else {
      throw .usage(
        "Run \(row.id) asks \(fitting.count) questions.",
        hint: "name one: \(fitting.map(\.key).joined(separator: ", "))")
    }
    return prompt
  }

  /// Where the actor's roles are not known, the outside world's own refusal decides.
  private func checkRole(for prompt: OpenPrompt) throws(EngineError) {
    guard !prompt.roles.isEmpty, let held = surroundings.actor["roles"]?.array else { return }
    let roles = held.compactMap(\.string)
    guard Set(roles).isDisjoint(with: prompt.roles) else { return }
    throw .usage(
      "\(prompt.task) may be answered by \(prompt.roles.joined(separator: " or ")); you are \(roles.isEmpty ? "none of these" : roles.joined(separator: ", ")).",
      hint: "ask somebody who has the role to answer")
  }

  /// The answer completed, if it fits the form.
  private func checked(_ answer: FlowValue, to prompt: OpenPrompt, of id: RunID) async throws
    -> FlowValue
  {
    let start = try RunStart(try await store.entries(of: id), of: id)
    let program = try await program(start.bundle)
    let walk = try Walk(
      program: program, run: start.facts, recordedLimits: [], observer: RunObserver { _ in })
    let answer = try PromptAnswer(
      answer, to: prompt.form, now: surroundings.world.now(), in: walk)
    guard answer.violations.isEmpty else {
      throw EngineError.badAnswer(answer.violations, task: prompt.task)
    }
    return answer.value
  }

  private func post(_ answer: FlowValue, to prompt: OpenPrompt, of id: RunID) async throws {
    // One id for each asking, so that the inbox itself takes one answer only.
    let messageID = "answer:\(prompt.key)"
    let sender = UUIDv5.text(surroundings.world.randomBytes(16), version: 4)
    try await store.post(
      InboxMessage(
        id: messageID, run: id, kind: "answer",
        payload: ["key": .string(prompt.key), "answer": answer, "sender": .string(sender)],
        actor: surroundings.actor, time: surroundings.world.now()))
    let kept = try await store.inbox(of: id).first { $0.id == messageID }
    guard let kept, kept.payload["sender"]?.string != sender else { return }
    throw EngineError.usage(
      "\(prompt.task) has been answered already.", hint: "flowctl show \(id)")
  }
}
