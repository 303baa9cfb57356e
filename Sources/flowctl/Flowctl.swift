import ArgumentParser
import FlowEngine
import Foundation
import Logging

/// The command `flowctl`: it parses, asks the engine, prints, and exits.
@main
struct Flowctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flowctl",
    abstract: "Runs declarative workflows that survive a crash and are done once.",
    discussion: """
      A run is recorded in a journal before anything it did is believed, so a run that was \
      stopped anywhere goes on with 'flowctl resume'. Start with 'flowctl run attest-new \
      --input FILE' on the built-in sandbox.

      Exit codes: 0 completed, 1 faulted, 2 usage or invalid definition, input or answer, \
      3 waiting, 4 cancelled, 5 the journal or its surroundings failed, 130 interrupted.
      """,
    version: EngineVersion.current,
    subcommands: [
      Run.self, Runs.self, Show.self, Answer.self, Resume.self, Retry.self, Suspend.self,
      Cancel.self, Worker.self, Trace.self, Replay.self, Migrate.self, Test.self,
      CheckCommand.self, Graph.self, Types.self, New.self, Customize.self, Doctor.self, Login.self,
      Explain.self, SecretCommand.self, Sandbox.self,
    ])

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    logOnlyWarnings()
    if let name = arguments.first, PlannedCommand.names.contains(name) {
      Exit.fail(PlannedCommand.refusal(of: name))
    }
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Exit.end(with: error)
    }
  }
}

extension Flowctl {
  /// What an operator has to know is an error or a warning; the rest is for FLOWCTL_LOG=info.
  private static func logOnlyWarnings() {
    let wanted = ProcessInfo.processInfo.environment["FLOWCTL_LOG"]
    let level = wanted.flatMap { Logger.Level(rawValue: $0) } ?? .warning
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
  }
}

/// Commands that the design names and this version does not have.
enum PlannedCommand {
  static let names: Set = ["purge", "export", "verify"]

  static func refusal(of name: String) -> EngineError {
    .usage("flowctl \(name) is not supported by this version.", hint: "flowctl help lists what is")
  }
}
