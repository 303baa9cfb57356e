package import FlowValue

/// What a list of runs shows of one, updated together with its journal.
package struct RunRow: Sendable, Equatable {
  package let id: RunID
  package var workflow: WorkflowIdentity
  /// The hash under which the pinned bundle is saved.
  package var bundle: String
  /// A digest of the input, to tell whether a second start means the same run.
  package let inputDigest: String
  /// The name of the profile: which outside world the run acts on.
  package let profile: String
  package var phase: RunPhase
  package let startedAt: Timestamp
  package var updatedAt: Timestamp
  package var endedAt: Timestamp?
  /// The problem of a faulted or suspended run.
  package var error: FlowValue?
  /// The open requests, an array.
  package var waiting: FlowValue
  /// When the run next has something to do of itself.
  package var wakeAt: Timestamp?
  /// The worker that drives the run; `nil` while nobody does.
  package var worker: String?
  /// Grows with each lease.
  ///
  /// A write with an older one is refused.
  package var fence: Int64
  /// How many entries the journal has, which is the place of the next one.
  package var sequence: Int
  /// The hash of the last entry.
  package var lastHash: EntryDigest

  /// A run that is about to be created; the store fills in what it rules itself.
  package init(
    id: RunID, workflow: WorkflowIdentity, bundle: String, inputDigest: String, profile: String,
    startedAt: Timestamp
  ) {
    self.init(
      id: id, workflow: workflow, bundle: bundle, inputDigest: inputDigest, profile: profile,
      phase: .running, startedAt: startedAt, updatedAt: startedAt, endedAt: nil, error: nil,
      waiting: [], wakeAt: nil, worker: nil, fence: 0, sequence: 0, lastHash: .genesis)
  }

  /// A run as a store keeps it.
  package init(
    id: RunID, workflow: WorkflowIdentity, bundle: String, inputDigest: String, profile: String,
    phase: RunPhase, startedAt: Timestamp, updatedAt: Timestamp, endedAt: Timestamp?,
    error: FlowValue?, waiting: FlowValue, wakeAt: Timestamp?, worker: String?, fence: Int64,
    sequence: Int, lastHash: EntryDigest
  ) {
    self.id = id
    self.workflow = workflow
    self.bundle = bundle
    self.inputDigest = inputDigest
    self.profile = profile
    self.phase = phase
    self.startedAt = startedAt
    self.updatedAt = updatedAt
    self.endedAt = endedAt
    self.error = error
    self.waiting = waiting
    self.wakeAt = wakeAt
    self.worker = worker
    self.fence = fence
    self.sequence = sequence
    self.lastHash = lastHash
  }
}

extension RunRow {
  /// The end of the run's hash chain.
  package var chain: EntryChain {
    EntryChain(run: id, nextSequence: sequence, lastHash: lastHash)
  }

  /// Whether a lease is the run's current one.
  package func isHeld(under lease: Lease) -> Bool {
    worker == lease.worker && fence == lease.fence
  }

  /// The row right after its creation: running, led by `worker`, with its first entries.
  package func created(by worker: String, with entries: [Entry]) throws(StoreError) -> RunRow {
    guard let last = entries.last else { throw .outOfOrder(id, expected: 0) }
    try chain.checkSuccession(of: entries)
    try StoreError.requireStorable([
      workflow.namespace, workflow.name, workflow.version, bundle, inputDigest, profile,
    ])
    var row = self
    row.phase = .running
    row.worker = worker
    row.fence = 1
    row.sequence = last.sequence + 1
    row.lastHash = last.hash
    return row
  }

  /// The row after an append.
  package func advanced(to progress: RunProgress, with entries: [Entry]) -> RunRow {
    var row = self
    row.phase = progress.phase
    row.updatedAt = progress.updatedAt
    row.endedAt = progress.endedAt
    row.error = progress.error
    row.waiting = progress.waiting
    row.wakeAt = progress.wakeAt
    if let definition = progress.definition {
      row.workflow = definition.workflow
      row.bundle = definition.bundle
    }
    row.sequence += entries.count
    row.lastHash = entries.last?.hash ?? lastHash
    return row
  }
}
