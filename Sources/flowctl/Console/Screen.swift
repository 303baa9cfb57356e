import FlowEngine
import FlowValue
import Foundation

/// Shows a run while it is driven: progress on standard error, the result on standard output.
struct Screen: Sendable {
  private let format: OutputFormat
  private let invocation = Invocation()

  init(_ format: OutputFormat) { self.format = format }

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
    case .taskEnded(let name, _, let status): Console.error("  \(mark(status)) \(name)")
    case .log(let level, let text, let task):
      Console.error("  \(level) \(task): \(text)".escapingControls)
    }
  }

  private func mark(_ status: String) -> String {
    switch status {
    case "completed": Console.coloured("done   ", .green)
    case "faulted": Console.coloured("faulted", .red)
    default: Console.coloured(status.padding(toLength: 7, withPad: " ", startingAt: 0), .dim)
    }
  }

  func finish(_ report: RunReport) {
    switch format {
    case .json: Console.print(report.value.prettyJSON)
    case .jsonl: Console.print(report.value.json)
    case .text: for line in lines(report) { Console.print(line.escapingControls) }
    }
  }

  private func lines(_ report: RunReport) -> [String] {
    let look = invocation.pasteable("Look at the run: flowctl show \(report.id)")
    let resume = invocation.pasteable("flowctl resume \(report.id)")
    if report.isInterrupted {
      return ["interrupted; go on with: \(resume)"]
    }
    switch report.phase {
    case .completed:
      return [
        report.summary.map(invocation.pasteable)
          ?? "completed\n" + (report.output ?? .null).prettyJSON, look,
      ]
    case .faulted: return problem(report.error) + [look]
    case .waiting:
      return report.waiting.array.map { $0.map(Self.waiting) } ?? []
        + ["go on later with: \(resume)"]
    default: return ["\(report.phase.rawValue)", look]
    }
  }

  private func problem(_ problem: Problem?) -> [String] {
    guard let problem else { return ["faulted"] }
    let fields = ["field", "roles"].compactMap { name in
      problem.members[name].map { "  \(name): \($0.string ?? $0.json)" }
    }
    return ["faulted at \(problem.instance ?? "/"): \(problem.title) (\(problem.status))"]
      + [problem.detail.map { "  " + invocation.pasteable($0) }].compactMap(\.self) + fields
      + ["  type: \(problem.type)"]
  }

  private static func waiting(_ request: FlowValue) -> String {
    let due = request["due"]?.string.map { " until \($0)" } ?? ""
    return "waiting: \(request["task"]?.string ?? "") (\(request["kind"]?.string ?? ""))\(due)"
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
    case .log(let level, let text, let task):
      [
        "event": "log", "level": .string(level), "text": .string(text), "reference": .string(task),
      ]
    }
  }
}
