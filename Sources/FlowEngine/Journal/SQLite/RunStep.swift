import FlowValue
import Foundation
import GRDB

/// What an append does to the run's row, prepared for `RunTable` before it queues for the writer.
struct RunStep: Sendable {
  let lease: Lease
  /// The phase and the wake-up.
  let indexed: StatementArguments
  /// The other columns.
  let progress: StatementArguments
  /// What has to be so beforehand.
  let place: StatementArguments

  init(to row: RunProgress, entries: [Entry], lease: Lease) {
    self.lease = lease
    indexed = [row.phase.rawValue, row.wakeAt?.milliseconds]
    progress = [
      row.updatedAt.milliseconds, row.endedAt?.milliseconds, row.error?.column, row.waiting.column,
      entries.count, entries.last?.hash.column,
    ]
    place = [
      lease.run.rawValue, lease.fence, lease.worker, entries.first?.sequence,
      entries.first?.previousHash.column,
    ]
  }
}
