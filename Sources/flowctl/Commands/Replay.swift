import ArgumentParser
import FlowEngine
import FlowValue

struct Replay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Replay a run's journal, performing nothing, and tell whether it is the same.",
    discussion: """
      Without --with, the run's own definition is replayed. With another one, this tells whether \
      'flowctl migrate' would let the run go on with it. How a run has faulted counts here, but not \
      for 'migrate' and 'retry --with': to mend that is what they are for. Nothing is performed or \
      written.

      Exits 0 if it is the same, and 5 with the first difference in both sources.
      """)

  @OptionGroup var runs: RunArguments

  @Option(
    help: ArgumentHelp("Replay on this definition: a flow's name or path.", valueName: "path"))
  var with: String?

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let status = try await runs.forEach { id in
      let verdict = try await engine.withEngine { try await $0.replay(id, on: with) }
      switch output.output {
      case .json: Console.print(verdict.value.prettyJSON)
      case .jsonl: Console.print(verdict.value.json)
      case .text: Console.print(verdict.description.escapingControls)
      }
      return verdict.mismatch == nil ? .completed : .environment
    }
    throw ExitStatus(status: status)
  }
}
