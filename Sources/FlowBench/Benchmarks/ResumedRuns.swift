import FlowEngine
import Foundation

/// Runs whose worker was killed, taken over, replayed and brought to their end.
struct ResumedRuns: Benchmark {
  let number = 9
  let name = "resume 1,000 killed runs of 20 entries"
  let budget = Budget.atMost(1)

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(1000, quick: 20)
    let samples = try await ground.measure { folder in
      let workplace = try Workplace([.entries(21)], in: folder)
      let killed = try await Command.worker([
        "die", "--folder", folder.path, "--count", "\(count)",
      ]).run()
      guard killed.wasKilled else {
        throw BenchmarkFailure(description: "the worker exited with \(killed.status)")
      }
      return try await workplace.withEngine { engine in
        let runs = try await Self.killedRuns(count, of: engine)
        let seconds = try await Stopwatch.seconds {
          try await forEach(runs, atOnce: 64) {
            try await engine.resume($0).finish().require(.completed)
          }
        }
        return seconds * 1000 / Double(count)
      }
    }
    return Measurement(samples: samples, unit: "s")
  }

  private static func killedRuns(_ count: Int, of engine: FlowEngine) async throws -> [RunID] {
    let rows = try await engine.store.runs(RunFilter(phases: [.running]))
    guard rows.count == count, rows.allSatisfy({ $0.sequence == 20 }) else {
      throw BenchmarkFailure(description: "\(rows.count) runs of \(count) were killed in time")
    }
    return rows.map(\.id)
  }
}
