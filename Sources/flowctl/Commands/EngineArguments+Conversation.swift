import FlowEngine

extension EngineArguments {
  /// Takes up a run, answers what it asks as far as that can be done here, and shows how it stands.
  ///
  /// - Parameters:
  ///   - screen: Shows progress and result.
  ///   - answers: Answers stated beforehand, each `TASK=FILE|JSON`.
  ///   - isAsking: Whether somebody at the terminal may be asked.
  ///   - begin: Drives the run to where it first rests.
  /// - Returns: The status of the command.
  /// - Throws: `EngineError` if an answer is refused, or the run cannot be driven.
  func converse(
    on screen: Screen, answers: [String] = [], isAsking: Bool = true,
    _ begin: (Conversation) async throws -> RunReport
  ) async throws -> Exit.Status {
    let prepared = try PreparedAnswers(answers)
    return try await withEngine { engine in
      try await engine.interruptibly { interrupt in
        var conversation = Conversation(
          engine: engine, screen: screen, interrupt: interrupt,
          isAsking: isAsking && screen.format == .text && Terminal.isThere, answers: prepared)
        let report = try await conversation.goOn(from: try await begin(conversation))
        screen.finish(report)
        screen.unused(conversation.answers.unused)
        return Exit.status(of: report)
      }
    }
  }
}
