import ArgumentParser
import Foundation
import Logging

/// The command `flowbench`: measures what the engine is held to, and prints one table.
@main
struct FlowBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flowbench",
    abstract: "Measures the engine against its budgets.",
    discussion: """
      Each row is the median of several rounds, with the smallest and the largest. A baseline is \
      measured in the same run, round for round, on the same file system and with the same \
      payload. Files are made beside this program and removed again. A budget that is missed is a \
      result, no failure: the exit code is 0 if every row could be tried.
      """,
    subcommands: [WorkerCommand.self])

  @Option(help: "Measure only this row of the table; repeatable.")
  var only: [Int] = []

  @Flag(help: "Do a little of everything: shows that it works, and measures nothing well.")
  var quick = false

  func validate() throws {
    for number in only where !Self.benchmarks.contains(where: { $0.number == number }) {
      throw ValidationError("There is no row \(number); they are numbered from 1 to 9.")
    }
  }

  func run() async throws {
    Self.logOnlyErrors()
    let ground = try Ground(isQuick: quick)
    defer { ground.remove() }
    print(Circumstances.now(isQuick: quick))
    let chosen = Self.benchmarks.filter { only.isEmpty || only.contains($0.number) }
    var rows: [Table.Row] = []
    for (index, benchmark) in chosen.enumerated() {
      Self.report("\(index + 1)/\(chosen.count) \(benchmark.name)")
      rows.append(await Table.Row(benchmark, on: ground))
    }
    print(Table(rows: rows))
    if rows.contains(where: \.isBroken) { throw ExitCode.failure }
  }

  private static let benchmarks: [any Benchmark] = [
    SingleEntries(), ParallelEntries(), DiskWaits(runsAtOnce: 1), DiskWaits(runsAtOnce: 16),
    ProcessorTime(), HookCalls(), PureTasks(), CommandTime(), WaitingRuns(), ResumedRuns(),
  ]

  /// The engine notes each run that it takes over from a dead worker, of which there are thousands.
  static func logOnlyErrors() {
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = .error
      return handler
    }
  }

  private static func report(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}
