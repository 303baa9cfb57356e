import FlowValue

/// The growing end of one run's hash chain.
package struct EntryChain: Sendable {
  package let run: RunID
  /// The place that the next entry will take.
  package private(set) var nextSequence: Int
  /// The hash that the next entry will name as its previous one.
  package private(set) var lastHash: EntryDigest

  /// A chain that goes on after `last`, or begins where there is none.
  package init(run: RunID, last: Entry?) {
    let next = last.map { $0.sequence + 1 } ?? 0
    self.init(run: run, nextSequence: next, lastHash: last?.hash ?? .genesis)
  }

  init(run: RunID, nextSequence: Int, lastHash: EntryDigest) {
    self.run = run
    self.nextSequence = nextSequence
    self.lastHash = lastHash
  }

  /// Checks that entries continue this chain and can be stored, which is what a store accepts.
  package func checkSuccession(of entries: [Entry]) throws(StoreError) {
    var chain = self
    for entry in entries {
      guard entry.run == run, entry.sequence == chain.nextSequence,
        entry.previousHash == chain.lastHash
      else { throw .outOfOrder(run, expected: chain.nextSequence) }
      try StoreError.requireStorable([entry.key])
      chain = EntryChain(run: run, last: entry)
    }
  }

  /// Gives a draft its place and hash, and moves the end of the chain behind it.
  ///
  /// `salt` makes 16 random bytes and is called once for each content.
  package mutating func seal(_ draft: EntryDraft, salt: () -> [UInt8]) -> Entry {
    let request = draft.request.map { SealedValue(sealing: $0, salt: salt()) }
    let outcome = draft.outcome.map { SealedValue(sealing: $0, salt: salt()) }
    let actor = draft.actor.map { SealedValue(sealing: $0, salt: salt()) }
    let hash = Entry.hash(
      run: run, sequence: nextSequence, key: draft.key, kind: draft.kind, time: draft.time,
      request: request, outcome: outcome, actor: actor, previousHash: lastHash)
    let entry = Entry(
      run: run, sequence: nextSequence, key: draft.key, kind: draft.kind, time: draft.time,
      request: request, outcome: outcome, actor: actor, previousHash: lastHash, hash: hash)
    nextSequence += 1
    lastHash = hash
    return entry
  }
}

extension EntryChain {
  /// Checks a whole journal, from its first entry on: order, links, contents and hashes.
  ///
  /// A chain alone cannot tell that entries were cut from its end; `verify(_:endingAt:)` can.
  package static func verify(_ entries: [Entry]) throws(ChainError) {
    guard let run = entries.first?.run else { return }
    var chain = EntryChain(run: run, last: nil)
    for entry in entries {
      try chain.check(entry)
      chain = EntryChain(run: run, last: entry)
    }
  }

  /// Checks a whole journal and that it ends where the run's row says.
  package static func verify(_ entries: [Entry], endingAt row: RunRow) throws(ChainError) {
    try verify(entries)
    let chain = EntryChain(run: row.id, last: entries.last)
    guard entries.allSatisfy({ $0.run == row.id }), chain.nextSequence == row.sequence,
      chain.lastHash == row.lastHash
    else {
      throw ChainError(run: row.id, sequence: entries.count, defect: .cut(recorded: row.sequence))
    }
  }

  private func check(_ entry: Entry) throws(ChainError) {
    if entry.run != run { throw defect(.otherRun(entry.run)) }
    if entry.sequence != nextSequence { throw defect(.missing(found: entry.sequence)) }
    if entry.previousHash != lastHash { throw defect(.link) }
    if entry.sealedRequest?.isIntact == false { throw defect(.content("request")) }
    if entry.sealedOutcome?.isIntact == false { throw defect(.content("outcome")) }
    if entry.sealedActor?.isIntact == false { throw defect(.content("actor")) }
    if entry.expectedHash != entry.hash { throw defect(.hash) }
  }

  private func defect(_ defect: ChainError.Defect) -> ChainError {
    ChainError(run: run, sequence: nextSequence, defect: defect)
  }
}
