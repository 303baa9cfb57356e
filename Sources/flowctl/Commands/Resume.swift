import ArgumentParser
import FlowEngine
import Foundation

struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with a run that was stopped or waits.",
    discussion: "A run that has ended is shown as it ended, with its exit code.")

  @Argument(help: "The run's id.")
  var id: String

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let screen = Screen(output.output)
    let report = try await engine.withEngine { flows in
      let run = try await flows.resume(try RunArgument.id(id), observer: screen.show)
      screen.started(run)
      return try await run.finishInterruptibly()
    }
    screen.finish(report)
    throw ExitStatus(status: Exit.status(of: report))
  }
}
