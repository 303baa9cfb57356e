import Foundation

/// By how much the memory of one worker grows with runs that wait for days.
struct WaitingRuns: Benchmark {
  let number = 8
  let name = "memory for 10,000 waiting runs in one worker"
  let budget = Budget.atMost(100)

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(10_000, quick: 100)
    let samples = try await ground.measure(rounds: ground.amount(3, quick: 1)) { folder in
      _ = try Workplace([.waiting], in: folder)
      let output = try await Command.worker([
        "wait", "--folder", folder.path, "--count", "\(count)",
      ]).succeed()
      guard let bytes = Double(output.filter { !$0.isNewline }) else {
        throw BenchmarkFailure(description: "the worker printed \(output)")
      }
      return bytes / 1_000_000 * 10_000 / Double(count)
    }
    return Measurement(samples: samples, unit: "MB")
  }
}
