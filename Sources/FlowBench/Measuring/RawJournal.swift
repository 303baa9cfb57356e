import FlowBenchBaselines
import FlowValue
import Foundation

/// Rows in a SQLite file through the C API: the baseline of the journal.
///
/// The C object lives exactly as long as this one, which is what makes it safe.
@safe
struct RawJournal: ~Copyable {
  private let journal: OpaquePointer
  private let request = SampleJournal.request.json
  private let outcome = SampleJournal.outcome.json

  init(in folder: URL) throws {
    guard let journal = unsafe raw_journal_open(folder.appending(path: "raw.sqlite").path) else {
      throw BenchmarkFailure(description: "the raw SQLite file cannot be made")
    }
    unsafe self.journal = unsafe journal
  }

  deinit { unsafe raw_journal_close(journal) }

  /// Puts so many rows into one commit.
  func commit(rows: Int) throws {
    // C reads the texts only during the call.
    let done = unsafe raw_journal_commit(
      journal, Int32(rows), "run-0000001", SampleJournal.key, request, outcome)
    if !done { throw BenchmarkFailure(description: "a raw commit failed") }
  }
}
