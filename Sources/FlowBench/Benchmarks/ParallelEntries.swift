/// Entries of many runs at once, which share commits.
struct ParallelEntries: Benchmark {
  let number = 2
  let name = "durable entries, 64 runs at once"
  let budget = Budget.baselineTimes(0.4)
  private let runs = 64

  func run(on ground: Ground) async throws -> Measurement {
    let each = ground.amount(300, quick: 5)
    let count = Double(runs * each)
    return try await ground.compare(
      with: "rows of raw SQLite, \(runs) a commit", unit: "entries/s",
      baseline: { folder in
        let journal = try RawJournal(in: folder)
        return count
          / (try await Stopwatch.seconds {
            for _ in 0..<each { try journal.commit(rows: runs) }
          })
      },
      { folder in
        let journal = try await SampleJournal(in: folder)
        let seconds = try await Stopwatch.seconds {
          try await forEach(0..<runs, atOnce: runs) {
            try await journal.write(each, to: "run-\($0)")
          }
        }
        try await journal.close()
        return count / seconds
      })
  }
}
