import ArgumentParser
import FlowAuthoring
import FlowEngine
import FlowTesting
import FlowValue

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look at flows and plugins without running them, and say what is wrong.",
    discussion: """
      PATH is a flow's name, or the folder or file of a flow or plugin; left out, everything below \
      ./flows is looked at. Beside what is refused when a flow is loaded: tasks that are never \
      reached, arguments that break a function's schema, names that nothing has, in Lua and in \
      expressions, hooks that never run, missing texts and words in them, hosts, secrets, forms and \
      modules that are used and not declared or the other way round, settings of flowctl.yaml that \
      do not fit, and fixtures that name what is not there. 'flowctl explain CODE' tells more of each finding.

      Exit codes: 0 no error, 2 errors, or with --strict warnings.
      """)

  @Argument(help: "Flows by name or folder, or folders of plugins.")
  var path: [String] = []

  @Option(help: "How to print what is found: text, json or sarif (2.1.0).")
  var output = CheckOutput.text

  @Flag(help: "Exit 2 on warnings, too.")
  var strict = false

  @Option(help: "Read this configuration instead of the flowctl.yaml beside the flows.")
  var config: String?

  func run() throws {
    let report = try report()
    switch output {
    case .text: print(report)
    case .json: Console.print(report.value.prettyJSON)
    case .sarif: Console.print(report.sarif.prettyJSON)
    }
    if report.count(.error) > 0 || strict && report.count(.warning) > 0 {
      throw ExitStatus(status: .usage)
    }
  }

  private func report() throws -> CheckReport {
    let options = EngineOptions(configuration: config)
    let check = try Check(path, options: options)
    let report = try check.report()
    let fixtures = try FixtureCheck(check.folders, options: options)
    return report.adding(fixtures.diagnostics, ofFixtures: fixtures.count)
  }

  private func print(_ report: CheckReport) {
    for found in report.diagnostics { Console.print(found.description.escapingControls + "\n") }
    let subjects = [
      Self.count(report.flows, "flow"), Self.count(report.plugins, "plugin"),
      Self.count(report.fixtures, "fixture"),
    ].compactMap(\.self)
    let found = [
      Self.count(report.count(.error), "error"), Self.count(report.count(.warning), "warning"),
    ].compactMap(\.self).joined(separator: " and ")
    let list = subjects.dropLast().joined(separator: ", ")
    let looked = [list, subjects.last ?? ""].filter { !$0.isEmpty }.joined(separator: " and ")
    Console.print("\(looked) checked: \(found.isEmpty ? "nothing found" : found)")
  }

  /// `2 flows`; nothing for none.
  private static func count(_ number: Int, _ noun: String) -> String? {
    number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

/// How the result of a check is printed.
enum CheckOutput: String, CaseIterable, ExpressibleByArgument {
  case text, json, sarif
}
