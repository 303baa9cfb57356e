import ArgumentParser
import FlowEngine
import Foundation

struct Retry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Go on with a run that faulted: what it faulted on is tried once more.",
    discussion: """
      What was done before stays done. A request that was answered is sent as a new one; one that \
      got no answer is sent with its old request id.

      --with lets the run go on with another definition, if its journal replays on it: without \
      asking again where that one goes on from the outcome that was there.
      """)

  @OptionGroup var runs: RunArguments

  @Option(
    help: ArgumentHelp("Go on with this definition: a flow's name or path.", valueName: "path"))
  var with: String?

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let screen = Screen(output.output, engine)
    let status = try await runs.forEach { id in
      try await engine.converse(on: screen) { conversation in
        let run = try await conversation.engine.retry(id, with: with, observer: screen.show)
        screen.started(run)
        return try await run.finish()
      }
    }
    throw ExitStatus(status: status)
  }
}
