import FlowEngine
import FlowValue

/// Tasks that only compute, in a loop of one run: from its start to its last entry.
struct PureTasks: Benchmark {
  let number = 6
  let name = "pure task: set with a Lua expression"
  let budget = Budget.atLeast(200_000)

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(50_000, quick: 500)
    let samples = try await ground.measure { folder in
      try await Workplace([.counting], in: folder).withEngine { engine in
        let flow = BenchFlow.counting.name
        try await engine.start(flow, input: ["number": 1]).finish().require(.completed)
        let seconds = try await Stopwatch.seconds {
          let report = try await engine.start(flow, input: ["number": .integer(Int64(count))])
            .finish()
          try report.require(.completed)
          guard report.output?["number"] == .integer(Int64(2 * count)) else {
            throw BenchmarkFailure(description: "the tasks did not count")
          }
        }
        return Double(count) / seconds
      }
    }
    return Measurement(samples: samples, unit: "tasks/s")
  }
}
