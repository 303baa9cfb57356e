/// The processor time of whole runs: reading the flow, its walk and script, the journal.
struct ProcessorTime: Benchmark {
  let number = 4
  let name = "CPU for 1,000 such runs, 16 at once"
  let budget = Budget.atMost(1)

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(1000, quick: 20)
    let samples = try await ground.measure { folder in
      try await Workplace([.entries(7)], in: folder).withEngine { engine in
        try await engine.drive(16, of: .entries(7), atOnce: 16)
        let before = ProcessUsage.processorSeconds()
        try await engine.drive(count, of: .entries(7), atOnce: 16)
        return (ProcessUsage.processorSeconds() - before) * 1000 / Double(count)
      }
    }
    return Measurement(samples: samples, unit: "s")
  }
}
