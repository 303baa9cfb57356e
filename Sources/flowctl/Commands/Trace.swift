import ArgumentParser
import FlowEngine
import FlowValue

struct Trace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show a run step by step, from its journal.",
    discussion: """
      Each entry of the journal comes with what the run did next: tasks with their input and output, \
      hooks, the conditions that chose a branch. Nothing is performed. What the run wrote down is \
      shown as it is, names and addresses too; secrets are in no journal.

      --step walks it at the terminal: Enter or n goes on, b back, a number to that entry, s shows \
      the state around it, l the variables of the scripts that waited there, q ends.
      """)

  @OptionGroup var runs: RunArguments

  @Option(help: ArgumentHelp("Show only this entry, with the state around it.", valueName: "entry"))
  var at: Int?

  @Flag(help: "Walk through the run, one entry after the other.")
  var step = false

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    if step, output.output != .text { throw ValidationError("--step prints text only.") }
    if step, runs.id == "-" {
      throw ValidationError("--step reads keys from standard input; name the run.")
    }
  }

  func run() async throws {
    let status = try await runs.forEach { id in
      let trace = try await engine.withEngine { try await $0.trace(id) }
      let first = try at.map { try place($0, in: trace) } ?? 0
      if step {
        TraceWalk(trace).start(at: first)
      } else if at == nil {
        show(trace)
      } else {
        show(trace.moments[first], of: trace)
      }
      return trace.mismatch == nil ? .completed : .environment
    }
    throw ExitStatus(status: status)
  }

  private func place(_ entry: Int, in trace: RunTrace) throws(EngineError) -> Int {
    if trace.moments.indices.contains(entry) { return entry }
    throw .usage(
      "Run \(trace.run) has no entry \(entry).",
      hint: "there are 0 to \(trace.moments.count - 1)")
  }

  private func show(_ trace: RunTrace) {
    switch output.output {
    case .json: Console.print(trace.value.prettyJSON)
    case .jsonl:
      for moment in trace.moments { Console.print(moment.value.json) }
      if let mismatch = trace.mismatch { Console.error(mismatch.description.escapingControls) }
    case .text:
      for line in TraceView(trace).lines { Console.print(line.inOneLine) }
    }
  }

  private func show(_ moment: TraceMoment, of trace: RunTrace) {
    switch output.output {
    case .json: Console.print(moment.detailedValue.prettyJSON)
    case .jsonl: Console.print(moment.detailedValue.json)
    case .text:
      for line in TraceView(trace).details(moment) { Console.print(line.inOneLine) }
    }
  }
}
