import ArgumentParser
import FlowEngine
import FlowValue

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Let a run that has not ended go on with another definition.",
    discussion: """
      The run's journal is replayed on the new definition first. Only if every effect agrees is the \
      run pinned to it, from now on and in one more entry of its journal; otherwise the first \
      difference is shown, nothing is changed, and the command exits 5. 'flowctl replay' tells \
      beforehand.

      The run is not driven: 'flowctl resume' or a worker goes on with it, and 'flowctl retry' with \
      one that has faulted.
      """)

  @OptionGroup var runs: RunArguments

  @Option(
    help: ArgumentHelp("The definition to go on with: a flow's name or path.", valueName: "path"))
  var with: String

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let invocation = Invocation()
    let status = try await runs.forEach { id in
      let migration = try await engine.withEngine { try await $0.migrate(id, to: with) }
      switch output.output {
      case .json: Console.print(migration.value.prettyJSON)
      case .jsonl: Console.print(migration.value.json)
      case .text:
        for line in lines(migration, invocation) { Console.print(line.escapingControls) }
      }
      return .completed
    }
    throw ExitStatus(status: status)
  }

  private func lines(_ migration: Migration, _ invocation: Invocation) -> [String] {
    let id = migration.run.rawValue
    if migration.isUnchanged { return ["run \(id) has this definition already: \(migration.to)"] }
    let next = migration.phase == .faulted ? "retry" : "resume"
    return [
      "run \(id) goes on with \(migration.to); it was on \(migration.from)",
      "\(migration.phase.rawValue); go on with: \(invocation(next, id))",
    ]
  }
}
