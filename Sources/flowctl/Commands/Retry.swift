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
      """)

  @OptionGroup var runs: RunArguments

  @Option(help: .hidden) var with: String?

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    if with != nil { throw ValidationError("--with is not supported by this version.") }
  }

  func run() async throws {
    let screen = Screen(output.output, engine)
    let status = try await runs.forEach { id in
      try await engine.converse(on: screen) { conversation in
        let run = try await conversation.engine.retry(id, observer: screen.show)
        screen.started(run)
        return try await run.finish()
      }
    }
    throw ExitStatus(status: status)
  }
}
