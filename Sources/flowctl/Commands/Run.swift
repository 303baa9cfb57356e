import ArgumentParser
import FlowEngine
import FlowTesting
import FlowValue
import Foundation

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Start a run of a flow and drive it until it ends or has to wait.",
    discussion: """
      FLOW is a name found in ./flows, $FLOWCTL_FLOWS or the installed share, or a path to a \
      folder or YAML file. The run's id is printed before its first effect; if the run is \
      stopped, 'flowctl resume ID' goes on with it.

      What the flow asks is asked at the terminal. Without one, or with --output json or jsonl, \
      nothing is asked: a run that needs an answer says how to give it, and the command exits 3.
      """)

  @Argument(help: "The flow's name or path.")
  var flow: String

  @OptionGroup var stated: StatedArguments
  @OptionGroup var prepared: AnswerArguments

  @Option(help: "The run's id. An existing run of the same flow and input is attached to.")
  var id: String?

  @Flag(help: "Only start the run and print its id; a worker drives it.")
  var detach = false

  @Option(
    help: ArgumentHelp(
      "Make a fixture of the run, in a new file.",
      discussion: """
        The calls become mocks, and what came of them expectations. Names, addresses, ids and secrets \
        are replaced by others of the same form; codes of countries, single letters and words of the \
        flow's own may stay. The fixture is performed once to see that it passes.
        """,
      valueName: "file"))
  var record: String?

  @Flag(name: .customLong("dry-run"), help: .hidden) var dryRun = false

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    if dryRun { throw ValidationError("--dry-run is not supported by this version.") }
    if detach, !prepared.answer.isEmpty {
      throw ValidationError("--detach drives nothing, so it cannot give an --answer.")
    }
    if detach, record != nil {
      throw ValidationError("--detach drives nothing, so there is nothing to --record.")
    }
  }

  func run() async throws {
    let input = try stated.value("input")
    let screen = Screen(output.output, engine)
    if detach { return try await start(input, screen) }
    let recorder = try record.map { try FixtureFinder(engine.options).recorder($0) }
    var started: RunID?
    let status = try await engine.converse(on: screen, answers: prepared.answer) { conversation in
      let run = try await conversation.engine.start(
        flow, input: input, id: id, observer: screen.show)
      screen.started(run)
      started = run.id
      return try await run.finish()
    }
    if let recorder, let started { try await record(started, recorder, screen) }
    throw ExitStatus(status: status)
  }

  private func record(_ id: RunID, _ recorder: FixtureRecorder, _ screen: Screen) async throws {
    let recording = try await engine.withEngine { flows in
      try await recorder.write(try await flows.record(of: id), flow: try flows.file(of: flow))
    }
    Console.error("recorded \(recording.file)".escapingControls)
    if !recording.replaced.isEmpty {
      Console.error("  replaced: \(recording.replaced.joined(separator: ", "))")
    }
    for warning in recording.warnings {
      Console.error("  warning: \(warning)".escapingControls)
    }
    if recording.failures.isEmpty {
      return Console.error("  it passes: \(screen.invocation.test(recording.file))")
    }
    Console.error("  it does not pass yet:")
    for line in recording.failures.flatMap(\.lines) {
      Console.error("    \(line)".escapingControls)
    }
  }

  private func start(_ input: FlowValue, _ screen: Screen) async throws {
    let report = try await engine.withEngine { flows in
      let run = try await flows.start(flow, input: input, id: id)
      try await run.letGo()
      return try await flows.show(run.id).report
    }
    guard screen.format == .text else { return screen.finish(report) }
    Console.print(report.id.rawValue)
    if report.phase.isFinished { return screen.finish(report) }
    Console.error("started; a worker drives it: \(screen.invocation("worker"))")
  }
}
