import ArgumentParser
import FlowEngine
import FlowTesting
import FlowValue
import Foundation

struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Perform the fixtures of flows: tests in virtual time, against mocks and simulators.",
    discussion: """
      PATH is a flow's name or folder, or a fixture; left out, every fixture below ./flows is \
      performed. Nothing outside the process is reached and nothing of FLOWCTL_HOME is read or written.

      A fixture is a YAML file in flows/NAME/fixtures/ with these fields:
        title      what is tested
        flow       another flow than the one whose folder the fixture is in: its name or path
        language   of texts (en)
        clock      when the run starts, such as 2026-03-01T09:00:00Z; pauses pass at once
        profile    of flowctl.yaml (the configuration's own choice)
        actor      { upn, name, roles } in place of the profile's
        settings   PLUGIN: { NAME: value } over the profile's
        secrets    PLUGIN: { NAME: text }; "${sandbox}" in it is the text that the simulator accepts
        input      an object, or the path of a JSON or YAML file beside the fixture
        set        PATH: value, in the input: { company.name: Contoso }
        simulate   plugins whose simulators answer (the profile's)
        http       mocks, tried before simulators, in order. Each has request: { method, path, query, \
      headers, body } and response: { status, reason, headers, body }, or responses: [ … ] one after \
      the other, or lost: true (it arrives, the answer is lost) or lost: request (it does not \
      arrive); and times: 1, 2, … or any. In paths * stands for a part, ** for any number of them.
        meanwhile  [ { after: P3D, simulator: NAME, command: [ … ] } ], PT0S before the start
        answers    TASK: [ answer, … ] in the order of asking; !refused { fields: […], answer: … } for \
      one that has to be refused
        expect     status (completed, faulted, waiting …; refused: the input is, and no run is made), \
      output and error (a part of it; !exact for all), waiting and tasks (names in order; … for any \
      number), refused (fields of the input), effects (calls in this order among all; !exact: no \
      other) and never (calls): { http: POST /v1/orders/*, query, headers, body }; \
      artifacts: [ { name, type, contains: [ text, … ], lacks: [ text, … ] } ], files that are saved, \
      in order among all (!exact: no other), with texts that are in them and texts that are not; \
      "${NAME}" in one is the text of a secret, such as run:fixture/password; \
      afterCrash: { status, output, error, waiting } is how a killed run may stand as well, where it \
      is rightly left to a person

      With --crash each fixture is repeated for every entry of its journal, with the process killed \
      before the entry is recorded and after it: everything has to come out the same, and nothing may \
      be written twice.

      With --update what a failed fixture expects is rewritten in its file, so that it passes: \
      only values that differ, under 'expect' alone. What is refused, and what must never happen, is \
      left, as is a fixture that nothing under 'expect' can mend; it still fails, and says why. A \
      value that stands in several places by an alias is left as well, and everything else is rewritten.

      With --watch the fixtures are performed again whenever a file of theirs, of their flows or of \
      the plugins changes, until Ctrl-C.

      Exit codes: 0 all passed, 1 some failed, 2 a fixture, flow or configuration is unusable, 130 \
      interrupted.
      """)

  @Argument(help: "Flows by name or folder, or fixtures.")
  var path: [String] = []

  @Flag(help: "Repeat each fixture with its process killed at every entry.")
  var crash = false

  @Option(help: "How to print the result: text, json, junit or tap.")
  var output = TestOutput.text

  @Option(help: "How many to perform at the same time; the number of processors.")
  var parallel = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Only fixtures whose title or path has this text.", valueName: "text"))
  var filter: String?

  @Option(help: "Read this configuration instead of the flowctl.yaml beside fixture or flow.")
  var config: String?

  @Flag(help: "Rewrite what failed fixtures expect, so that they pass.")
  var update = false

  @Flag(help: "Perform the fixtures again whenever a file changes.")
  var watch = false

  @Flag(help: "Show which steps and branches of the flows no fixture reaches (text or json).")
  var coverage = false

  func validate() throws {
    if update, crash {
      throw ValidationError(
        "--update cannot stand beside --crash: what comes out differently after a crash is a fault."
      )
    }
    if watch, update { throw ValidationError("--watch cannot stand beside --update.") }
    if watch, output != .text {
      throw ValidationError("--watch prints for people; leave --output out.")
    }
    if watch, coverage {
      throw ValidationError("--coverage needs all fixtures; it cannot stand beside --watch.")
    }
    if coverage, ![.text, .json].contains(output) {
      throw ValidationError("--coverage is printed with --output text and --output json only.")
    }
    guard parallel > 0 else { throw ValidationError("--parallel must be 1 or more.") }
  }

  func run() async throws {
    let sources = try finder.sources(path)
    if watch { return try await keepWatching(sources) }
    let report = await perform(sources)
    if report.outcomes.isEmpty {
      throw EngineError.usage(
        "No fixture's title or path has '\(filter ?? "")'.", hint: "leave --filter out")
    }
    switch output {
    case .text: printSummary(of: report)
    case .json: Console.print(report.value.prettyJSON)
    case .junit: Console.print(JUnitReport(report).xml)
    case .tap: Console.print(TAPReport(report).text)
    }
    throw ExitStatus(
      status: report.count(.unusable) > 0
        ? .usage : report.count(.failed) > 0 ? .faulted : .completed)
  }

  /// A finder that has read nothing yet.
  var finder: FixtureFinder { FixtureFinder(EngineOptions(configuration: config)) }

  /// Performs fixtures, and shows them one by one where people read.
  func perform(_ sources: [FixtureSource]) async -> FixtureReport {
    let recorder = coverage ? CoverageRecorder() : nil
    let suite = FixtureSuite(
      sources, crash: crash, update: update, parallel: parallel, filter: filter,
      coverage: recorder)
    var printer = TestPrinter()
    let outcomes = await suite.run { outcome in if output == .text { printer.show(outcome) } }
    return FixtureReport(outcomes, coverage: recorder?.flows)
  }

  /// The last lines for people.
  func printSummary(of report: FixtureReport) {
    Console.print(report.summary)
    guard let coverage = report.coverage else { return }
    Console.print("")
    for line in coverage.lines { Console.print(line.escapingControls) }
  }
}

/// How the result of a test is printed.
enum TestOutput: String, CaseIterable, ExpressibleByArgument {
  case text, json, junit, tap
}

/// Prints each fixture under the name of its flow.
private struct TestPrinter {
  private var flow: String?

  mutating func show(_ outcome: FixtureOutcome) {
    if outcome.flow != flow { Console.print(outcome.flow.inOneLine) }
    flow = outcome.flow
    let crashes = outcome.crashes > 0 ? "  (\(outcome.crashes) crashes)" : ""
    Console.print("  \(mark(outcome.verdict))  \(outcome.title)\(crashes)".inOneLine)
    if outcome.isMended { Console.print("        updated \(outcome.file)".inOneLine) }
    if outcome.verdict == .passed { return }
    for line in outcome.lines {
      let lines = line.replacing("\n", with: "\n        ")
      Console.print("        \(lines)".escapingControls)
    }
  }

  private func mark(_ verdict: FixtureOutcome.Verdict) -> String {
    switch verdict {
    case .passed: "ok  "
    case .failed: "FAIL"
    case .unusable: "BAD "
    }
  }
}
