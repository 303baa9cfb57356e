/// Entries of one run, each durable before the next.
struct SingleEntries: Benchmark {
  let number = 1
  let name = "one durable entry at a time"
  let budget = Budget.baselineTimes(0.7)

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(2000, quick: 50)
    return try await ground.compare(
      with: "rows of raw SQLite, one a commit", unit: "entries/s",
      baseline: { folder in
        let journal = try RawJournal(in: folder)
        return Double(count)
          / (try await Stopwatch.seconds {
            for _ in 0..<count { try journal.commit(rows: 1) }
          })
      },
      { folder in
        let journal = try await SampleJournal(in: folder)
        let seconds = try await Stopwatch.seconds { try await journal.write(count, to: "alone") }
        try await journal.close()
        return Double(count) / seconds
      })
  }
}
