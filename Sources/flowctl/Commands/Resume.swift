import ArgumentParser
import FlowEngine
import Foundation

struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run that was stopped or suspended, or waits.",
    discussion: """
      A run that has ended is shown as it ended, with its exit code. What a run asks is asked at \
      the terminal, as in 'flowctl run'.
      """)

  @OptionGroup var runs: RunArguments
  @OptionGroup var prepared: AnswerArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let screen = Screen(output.output, engine)
    let status = try await runs.forEach { id in
      try await engine.converse(on: screen, answers: prepared.answer) { conversation in
        let run = try await conversation.engine.resume(id, observer: screen.show)
        screen.started(run)
        return try await run.finish()
      }
    }
    throw ExitStatus(status: status)
  }
}
