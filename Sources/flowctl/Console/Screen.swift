import FlowEngine
import FlowValue
import Foundation

/// Shows a run while it is driven: progress on standard error, the result on standard output.
struct Screen: Sendable {
  let format: OutputFormat
  let invocation = Invocation()
  /// The language that was asked for; otherwise each run's own counts.
  private let language: String?

  init(_ format: OutputFormat, _ engine: EngineArguments) {
    self.format = format
    language = engine.language
  }

  /// flowctl's own words for somebody who reads a run in a language.
  func words(_ language: String) -> Words { Words(self.language ?? language) }

  func started(_ run: ActiveRun) {
    switch format {
    case .text: Console.error("run \(run.id)")
    case .json: Console.error("run \(run.id)")
    case .jsonl: Console.print(FlowValue.object(["run": .string(run.id.rawValue)]).json)
    }
  }

  /// Progress, as the engine reports it.
  func show(_ event: RunEvent) {
    if format == .jsonl { return Console.print(event.value.json) }
    switch event {
    case .taskStarted: break
    case .taskEnded(let name, _, let status): Console.error("  \(mark(status)) \(name.inOneLine)")
    case .saved(let artifact):
      if format == .text { ArtifactView(artifact, words: words(language ?? "en")).show() }
    case .log(let level, let text, let task):
      let lines = text.replacing("\n", with: "\n    ")
      Console.error("  \(level) \(task.inOneLine): \(lines)".escapingControls)
    }
  }

  private func mark(_ status: String) -> String {
    switch status {
    case "completed": Console.coloured("done   ", .green)
    case "faulted": Console.coloured("faulted", .red)
    default: Console.coloured(status.padding(to: 7), .dim)
    }
  }

  /// Prints how the run stands; what is meant for people never stands among JSON.
  func finish(_ report: RunReport) {
    switch format {
    case .json: Console.print(report.value.prettyJSON)
    case .jsonl: Console.print(report.value.json)
    case .text:
      for line in lines(report) { Console.print(line.escapingControls) }
      for artifact in report.artifacts {
        Console.print(ArtifactView(artifact, words: words(report.language)).line)
      }
    }
    if format != .text, report.phase == .waiting {
      for line in waiting(report) { Console.error(line.escapingControls) }
    }
  }

  /// Answers that were stated and that no task asked for.
  func unused(_ tasks: [String]) {
    guard format == .text else { return }
    for task in tasks { Console.error("--answer \(task) was not used".escapingControls) }
  }

  private func lines(_ report: RunReport) -> [String] {
    let id = report.id.rawValue
    let look = "Look at the run: \(invocation("show", id))"
    if report.isInterrupted { return ["interrupted; go on with: \(invocation("resume", id))"] }
    switch report.phase {
    case .completed:
      return [
        report.summary.map(invocation.pasteable)
          ?? "completed\n" + (report.output ?? .null).prettyJSON, look,
      ]
    case .faulted: return problem(report.error) + [look]
    case .waiting: return waiting(report)
    case .suspended: return ["suspended; go on with: \(invocation("resume", id))"]
    default: return ["\(report.phase.rawValue)", look]
    }
  }

  private func waiting(_ report: RunReport) -> [String] {
    let words = words(report.language)
    let guide = AnswerGuide(run: report.id, words: words, invocation: invocation)
    return guide.lines(waiting: report.waiting, prompts: report.prompts)
      + [words("wait.later", ["command": invocation("resume", report.id.rawValue)])]
  }

  private func problem(_ problem: Problem?) -> [String] {
    guard let problem else { return ["faulted"] }
    let fields = ["field", "roles"].compactMap { name in
      problem.members[name].map { "  \(name): \($0.string ?? $0.json)" }
    }
    let place = (problem.instance ?? "/").inOneLine
    return ["faulted at \(place): \(problem.title.inOneLine) (\(problem.status))"]
      + [problem.detail.map { "  " + invocation.pasteable($0) }].compactMap(\.self) + fields
      + ["  type: \(problem.type)"]
  }
}

extension RunEvent {
  /// The event as one line of `--output jsonl`.
  fileprivate var value: FlowValue {
    switch self {
    case .taskStarted(let name, let reference):
      ["event": "taskStarted", "name": .string(name), "reference": .string(reference)]
    case .taskEnded(let name, let reference, let status):
      [
        "event": "taskEnded", "name": .string(name), "reference": .string(reference),
        "status": .string(status),
      ]
    case .saved(let artifact): ["event": "saved", "artifact": artifact.value]
    case .log(let level, let text, let task):
      [
        "event": "log", "level": .string(level), "text": .string(text), "reference": .string(task),
      ]
    }
  }
}
