import ArgumentParser
import FlowEngine
import Foundation

struct Cancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel a run. What was sent already is not undone.",
    discussion: """
      A run that another process drives is told, and ends there when it next waits; one that \
      nobody drives is ended here.
      """)

  @OptionGroup var runs: RunArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let screen = Screen(output.output, engine)
    let status = try await runs.forEach { id in
      let report = try await engine.withEngine { try await $0.cancel(id) }
      if let report {
        screen.finish(report)
      } else {
        Console.error("run \(id) is driven by another process, which has been told to cancel it")
      }
      return .completed
    }
    throw ExitStatus(status: status)
  }
}
