import Foundation

/// `flowctl run` as a person meets it: from the start of the process to its exit.
struct CommandTime: Benchmark {
  let number = 7
  let name = "flowctl run: a set and a simulated call"
  let budget = Budget.atMost(60)

  func run(on ground: Ground) async throws -> Measurement {
    let workplace = try Workplace([.shopping], in: try ground.newFolder())
    let run = Command(
      path: try Ground.program("flowctl"),
      arguments: ["run", BenchFlow.shopping.name, "--input", "{}", "--output", "json"],
      folder: workplace.folder, environment: workplace.environment,
      showsErrors: false)
    let nothing = Command(path: Command.find("true") ?? "/bin/true", arguments: [])
    // The first run of a home makes the journal.
    try await run.succeed()
    var floor: [Double] = []
    let samples = try await ground.measure(rounds: ground.amount(20, quick: 3)) { _ in
      floor.append(try await Self.milliseconds(of: nothing))
      return try await Self.milliseconds(of: run)
    }
    return Measurement(
      samples: samples, unit: "ms",
      baseline: Measurement.Baseline(name: "for an empty process", samples: try Samples(floor)))
  }

  private static func milliseconds(of command: Command) async throws -> Double {
    try await Stopwatch.seconds { try await command.succeed() } * 1000
  }
}
