/// The journal of one run while it is driven: where its entries go, and the end of its chain.
struct RunJournal {
  let store: any RunStore
  let lease: Lease
  private var chain: EntryChain
  private let salt: @Sendable () -> [UInt8]

  init(store: any RunStore, lease: Lease, last: Entry?, salt: @escaping @Sendable () -> [UInt8]) {
    self.store = store
    self.lease = lease
    self.salt = salt
    chain = EntryChain(run: lease.run, last: last)
  }

  /// Gives drafts their places and hashes.
  ///
  /// Whoever seals has to append them, or stop the run.
  mutating func seal(_ drafts: [EntryDraft]) -> [Entry] {
    drafts.map { chain.seal($0, salt: salt) }
  }
}
