import ArgumentParser
import FlowEngine
import FlowValue

struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List runs, the newest first.")

  @Option(
    help: ArgumentHelp(
      "Only runs in this phase, such as faulted; repeatable.", valueName: "phase"))
  var status: [String] = []

  @Option(help: "At most so many runs.")
  var limit = 50

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  private static func phase(_ text: String) throws(EngineError) -> RunPhase {
    guard let phase = RunPhase(rawValue: text) else {
      throw .usage(
        "\(text) is no phase of a run.",
        hint: "there are \(RunPhase.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return phase
  }

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
  }

  func run() async throws {
    let phases = try status.isEmpty ? nil : Set(status.map(Self.phase))
    let runs = try await engine.withEngine { try await $0.runs(phases: phases, limit: limit) }
    switch output.output {
    case .json: Console.print(FlowValue.array(runs.map(\.value)).prettyJSON)
    case .jsonl: for run in runs { Console.print(run.value.json) }
    case .text:
      if runs.isEmpty {
        Console.error(
          phases == nil ? "no runs yet; start one with: flowctl run FLOW" : "no runs in that phase")
      }
      for run in runs {
        let columns = [
          run.id.rawValue, run.phase.rawValue.padding(to: 9), run.startedAt.description,
          run.workflow, run.error?.title,
        ].compactMap(\.self)
        Console.print(columns.joined(separator: "  ").escapingControls)
      }
    }
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
