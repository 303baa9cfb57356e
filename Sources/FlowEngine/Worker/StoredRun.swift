/// A run as the store has it.
struct StoredRun {
  let row: RunRow
  /// The journal.
  let entries: [Entry]
  /// What the journal pins the run to.
  let start: RunStart

  /// - Throws: `EngineError` where the hash chain of the journal does not hold.
  func checkChain() throws(EngineError) {
    do throws(ChainError) {
      try EntryChain.verify(entries, endingAt: row)
    } catch {
      throw EngineError(
        .environment, "The journal of run \(row.id) is damaged. \(error)",
        hint: "restore the journal from a backup; nothing was changed")
    }
  }
}

extension RunStore {
  /// - Throws: `StoreError.unknownRun`, or `RunError` if the journal does not say how the run started.
  func stored(_ id: RunID) async throws -> StoredRun {
    guard let row = try await run(id) else { throw StoreError.unknownRun(id) }
    let entries = try await entries(of: id)
    return StoredRun(row: row, entries: entries, start: try RunStart(entries, of: id))
  }
}
