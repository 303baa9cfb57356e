import FlowValue
import Testing

/// A flow is driven by questions at a terminal, by answers that are given later, or by a complete
/// input, and comes to the same.
@Suite(.timeLimit(.minutes(15))) struct `Three ways` {
  @Test(arguments: Interview.all, ["en", "fr"])
  func `lead to the same output`(_ interview: Interview, language: String) async throws {
    let complete = try await Trial.holding(interview.undertaking) {
      try await $0.run(["--lang", language])
    }
    #expect(complete.standing == .completed)
    let typed = try await Trial.holding(interview.undertaking) {
      try await $0.typing(interview.typed, in: language)
    }
    let later = try await Trial.holding(interview.undertaking) {
      try await $0.answering(interview.answers, in: language)
    }
    for ending in [typed, later] {
      #expect(ending.standing == .completed)
      #expect(ending.output == complete.output)
      #expect(ending.made == interview.undertaking.made)
    }
  }
}

extension Trial {
  /// Without an input at a terminal, where somebody types.
  fileprivate func typing(
    _ lines: [Interview.Typed], in language: String
  ) async throws -> Ending {
    let session = try world.flowctl.atTerminal([
      "run", undertaking.flow, "--id", Self.id, "--config", "socket.yaml", "--lang", language,
    ])
    for line in lines {
      try await session.see("> ")
      try session.type(line.text(in: language))
    }
    let end = await session.finish()
    #expect(end.status == 0, "\(end.text)")
    return try await goOn("show")
  }

  /// Without an input and without a terminal, answered as it waits.
  fileprivate func answering(
    _ answers: [(task: String, answer: FlowValue)], in language: String
  ) async throws -> Ending {
    let started = try await world.start(
      undertaking.flow, ["--lang", language], id: Self.id, input: [:]
    ).finish()
    #expect(started.status == 3, "\(started.error)")
    var ending: Ending?
    for (task, answer) in answers {
      ending = try await goOn("answer", [task, "--input", answer.json])
    }
    return try #require(ending)
  }
}
