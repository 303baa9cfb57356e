import ArgumentParser
import FlowEngine
import FlowValue

struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: how it stands, what it did, and its journal.")

  @OptionGroup var runs: RunArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let status = try await runs.forEach { id in
      let shown = try await engine.withEngine { try await $0.show(id) }
      switch output.output {
      case .json: Console.print(shown.value.prettyJSON)
      case .jsonl: Console.print(shown.value.json)
      case .text: for line in lines(shown) { Console.print(line.escapingControls) }
      }
      return .completed
    }
    throw ExitStatus(status: status)
  }

  private func lines(_ shown: RunDetails) -> [String] {
    let report = shown.report
    var lines = [
      "run       \(report.id)",
      "workflow  \(shown.workflow)",
      "status    \(report.phase.rawValue)",
      "started   \(shown.startedAt) by \(shown.actor.json)",
    ]
    if let error = report.error {
      lines.append("error     \(error.title): \(error.detail ?? "") [\(error.type)]")
    }
    lines += ["", "tasks"]
    for task in report.tasks.array ?? [] {
      let status = task["status"]?.string ?? ""
      lines.append(
        "  \(status.padding(to: 9))  \(task["startedAt"]?.string ?? "")  \(task["name"]?.string ?? "")"
      )
    }
    if !report.artifacts.isEmpty {
      lines += ["", "artifacts"] + report.artifacts.map { "  \($0.path)  \($0.type)" }
    }
    lines += ["", "journal (\(shown.chain))"]
    lines += shown.journal.map(Self.line)
    if let output = report.output { lines += ["", "output", output.prettyJSON] }
    return lines
  }

  private static func line(_ entry: FlowValue) -> String {
    let sequence = entry["sequence"]?.integer.map(String.init) ?? ""
    let kind = (entry["kind"]?.string ?? "").padding(to: 8)
    let time = entry["time"]?.string ?? ""
    let subject = definition(entry) ?? entry["key"]?.string ?? ""
    return "  \(sequence.padding(to: 3)) \(time)  \(kind)  \(subject)"
  }

  /// The definition that a run was moved to.
  private static func definition(_ entry: FlowValue) -> String? {
    guard entry["kind"] == "rebound", let workflow = entry["request"]?["workflow"] else {
      return nil
    }
    func part(_ name: String) -> String { workflow[name]?.string ?? "" }
    return "\(part("namespace"))/\(part("name")):\(part("version"))"
  }
}

/// A run named on the command line.
enum RunArgument {
  /// - Throws: `EngineError` for a text that cannot be an id.
  static func id(_ text: String) throws(EngineError) -> RunID {
    guard let id = RunID(rawValue: text) else {
      throw .usage(
        "\(text.escapingControls) is no id of a run.",
        hint: "ids have 1 to 64 letters, digits, dots, dashes and underscores; see flowctl runs")
    }
    return id
  }
}
