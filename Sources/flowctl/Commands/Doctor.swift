import ArgumentParser
import FlowEngine
import FlowValue

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check a profile, here and at the servers that it names, and say what to fix.",
    discussion: """
      Configuration, journal, secrets, flows and clock; then tokens, and what the plugins in use \
      can read of the outside world. Servers are only read. One that gives another refresh token \
      with a token is taken at its word: the new one is kept.
      """)

  @Flag(help: "Look only at what is on this machine.")
  var offline = false

  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let findings = await Diagnosis(engine.options, isOffline: offline).findings()
    switch output.output {
    case .json: Console.print(FlowValue.array(findings.map(\.value)).prettyJSON)
    case .jsonl: for finding in findings { Console.print(finding.value.json) }
    case .text: for finding in findings { Console.print(finding.lines.escapingControls) }
    }
    if findings.contains(where: { $0.verdict == .problem }) {
      throw ExitStatus(status: .environment)
    }
  }
}

extension Finding {
  fileprivate var value: FlowValue {
    [
      "subject": .string(subject), "verdict": .string(verdict.rawValue),
      "detail": .string(detail), "hint": hint.map { .string($0) } ?? .null,
    ]
  }

  fileprivate var lines: String {
    let line = "\(verdict.rawValue.padding(to: 8)) \(subject): \(detail)"
    return hint.map { line + "\n         hint: " + Invocation().pasteable($0) } ?? line
  }
}
