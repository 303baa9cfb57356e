import ArgumentParser
import FlowEngine
import FlowValue

struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List runs, the newest first.")

  @Option(
    help: ArgumentHelp(
      "Only runs in this phase, such as faulted; repeatable.", valueName: "phase"))
  var status: [String] = []

  @Flag(help: "List what the waiting runs wait for, until when, and how to answer.")
  var waiting = false

  @Option(help: "At most so many runs.")
  var limit = 50

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    if waiting, !status.isEmpty {
      throw ValidationError("--waiting lists waiting runs; leave --status out.")
    }
    guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
  }

  func run() async throws {
    if waiting { return try await listWaiting() }
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

  private func listWaiting() async throws {
    let (runs, language) = try await engine.withEngine { flows in
      (try await flows.runs(phases: [.waiting], limit: limit), flows.surroundings.language)
    }
    let screen = Screen(output.output, engine)
    let guides = runs.map { run in
      AnswerGuide(run: run.id, words: screen.words(language), invocation: screen.invocation)
    }
    switch output.output {
    case .json:
      let values = zip(runs, guides).flatMap { $0.waits(by: $1) }
      Console.print(FlowValue.array(values).prettyJSON)
    case .jsonl:
      for value in zip(runs, guides).flatMap({ $0.waits(by: $1) }) { Console.print(value.json) }
    case .text:
      if runs.isEmpty { Console.error("no run waits") }
      for (run, guide) in zip(runs, guides) {
        Console.print("\(run.id)  \(run.workflow)  \(run.profile)".escapingControls)
        for line in guide.lines(waiting: run.waiting, prompts: run.prompts) {
          Console.print(("  " + line).escapingControls)
        }
      }
    }
  }

  private static func phase(_ text: String) throws(EngineError) -> RunPhase {
    guard let phase = RunPhase(rawValue: text) else {
      throw .usage(
        "\(text) is no phase of a run.",
        hint: "there are \(RunPhase.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return phase
  }
}

extension RunSummary {
  /// What the run waits for, one object each, with the command that answers a question.
  fileprivate func waits(by guide: AnswerGuide) -> [FlowValue] {
    let prompts = self.prompts
    return (waiting.array ?? []).map { wait in
      let prompt = prompts.first { .string($0.key) == wait["key"] }
      var value: FlowValue = [
        "id": .string(id.rawValue), "workflow": .string(workflow), "profile": .string(profile),
      ]
      for (name, member) in wait.object ?? [:] { value[name] = member }
      value["answer"] = prompt.map { .string(guide.command($0, among: prompts)) } ?? .null
      return value
    }
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
