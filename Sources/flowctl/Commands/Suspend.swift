import ArgumentParser
import FlowEngine
import Foundation

struct Suspend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend", abstract: "Suspend a run: nothing new is begun until it is resumed.",
    discussion: """
      A run that another process drives is told, and rests once what is on its way is finished. \
      'flowctl resume' goes on with it.
      """)

  @OptionGroup var runs: RunArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let screen = Screen(output.output, engine)
    let status = try await runs.forEach { id in
      let report = try await engine.withEngine { try await $0.suspend(id) }
      guard let report else {
        Console.error("run \(id) is driven by another process, which has been told to suspend it")
        return .completed
      }
      screen.finish(report)
      return report.phase == .suspended ? .completed : Exit.status(of: report)
    }
    throw ExitStatus(status: status)
  }
}
