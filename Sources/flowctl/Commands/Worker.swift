import ArgumentParser
import FlowEngine
import FlowValue
import Foundation

struct Worker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Drive all runs of the profile that have something to do.",
    discussion: """
      These are runs whose timer or question is due, that got an answer or an event, that were \
      started with --detach, or whose worker is gone. A line is printed for each run that was \
      driven; with --output json or jsonl, its object. Ctrl-C finishes what is on its way.
      """)

  @Flag(help: "Drive what is due now, then exit; otherwise go on until Ctrl-C.")
  var once = false

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    var log = WorkerLog(screen: Screen(output.output, engine))
    let status = try await engine.withEngine { flows in
      try await flows.interruptibly(on: [SIGINT, SIGTERM]) { interrupt in
        if once {
          log.note(try await flows.work())
          return log.hasFailures ? Exit.Status.environment : .completed
        }
        while !interrupt.isRequested {
          log.note(try await flows.work(patience: .seconds(1)))
          if !interrupt.isRequested { try await Task.sleep(for: .seconds(1)) }
        }
        return .interrupted
      }
    }
    throw ExitStatus(status: status)
  }
}

/// What a worker prints: each run that it drove, and each failure once.
private struct WorkerLog {
  let screen: Screen
  private var told: [RunID: EngineError] = [:]

  init(screen: Screen) { self.screen = screen }

  var hasFailures: Bool { !told.isEmpty }

  mutating func note(_ pass: FlowEngine.WorkerPass) {
    for report in pass.reports {
      told[report.id] = nil
      show(report)
    }
    for (run, error) in pass.failures where told[run] != error {
      told[run] = error
      Console.error("run \(run)")
      _ = Exit.report(error)
    }
  }

  private func show(_ report: RunReport) {
    guard screen.format == .text else { return Console.print(report.value.json) }
    let phase = report.isInterrupted ? "interrupted" : report.phase.rawValue
    let columns = [
      report.id.rawValue, phase.padding(to: 11), report.workflow["name"]?.string ?? "",
      report.error?.title ?? report.waiting.tasks,
    ]
    Console.print(columns.joined(separator: "  ").escapingControls)
  }
}

extension FlowValue {
  /// The names of the tasks that a run waits at.
  fileprivate var tasks: String {
    (array ?? []).compactMap { $0["task"]?.string }.joined(separator: ", ")
  }
}
