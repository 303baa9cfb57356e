import ArgumentParser
import FlowEngine
import FlowValue
import Foundation

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a run of a flow and drive it until it ends or has to wait.",
    discussion: """
      FLOW is a name found in ./flows, $FLOWCTL_FLOWS or the installed share, or a path to a \
      folder or YAML file. The run's id is printed before its first effect; if the run is \
      stopped, 'flowctl resume ID' goes on with it.
      """)

  @Argument(help: "The flow's name or path.")
  var flow: String

  @Option(help: "The run's input: a JSON or YAML file, - for standard input, or JSON text.")
  var input: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set one value of the input; repeatable.",
      discussion: """
        The value is JSON or else plain text; digits that are text need quotes: \
        --set code='"69002"'.
        """,
      valueName: "path=value"))
  var assignments: [String] = []

  @Option(help: "The run's id. An existing run of the same flow and input is attached to.")
  var id: String?

  @Option(help: .hidden) var answer: [String] = []
  @Flag(help: .hidden) var detach = false
  @Flag(name: .customLong("dry-run"), help: .hidden) var dryRun = false

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    let refused = [("--answer", !answer.isEmpty), ("--detach", detach), ("--dry-run", dryRun)]
    if let name = refused.first(where: \.1)?.0 {
      throw ValidationError("\(name) is not supported by this version.")
    }
  }

  func run() async throws {
    let input = try InputArgument(text: self.input, assignments: assignments).value()
    let screen = Screen(output.output)
    let report = try await engine.withEngine { flows in
      let run = try await flows.start(flow, input: input, id: id, observer: screen.show)
      screen.started(run)
      return try await run.finishInterruptibly()
    }
    screen.finish(report)
    throw ExitStatus(status: Exit.status(of: report))
  }
}
