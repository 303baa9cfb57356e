/// Where runs are kept: their journals, rows, leases, inboxes and bundles.
///
/// A store is opened by one worker. Every method that writes returns only once the write is
/// durable, and throws if it is not; it does so even when the calling task is cancelled, because a
/// write of which nobody knows whether it happened is worse than a slow one. After an error other
/// than a refusal (`StoreError.isRefusal`) the caller must stop the run and read it again. The
/// conformance suite in FlowTesting says the same in checks.
package protocol RunStore: Sendable {
  /// Writes a new run, its first entries and a lease on it, all or nothing. The bundle has to be
  /// saved before.
  /// - Throws: `StoreError.exists` with the row of the run that has the id already.
  func create(_ run: RunRow, entries: [Entry]) async throws -> Lease

  /// Adds entries, replaces the row's progress and takes messages out of the inbox, all or nothing.
  /// A bundle that the run is pinned to from then on has to be saved before.
  /// - Throws: `StoreError.fenced` if the lease is no longer the run's,
  ///   `StoreError.outOfOrder` if the entries do not continue the journal,
  ///   `StoreError.unknownMessage` if a message is not in the run's inbox,
  ///   `StoreError.unknownBundle` if no bundle is saved under the hash of a new definition.
  func append(_ entries: [Entry], row: RunProgress, consuming: [String], lease: Lease) async throws

  /// The journal of a run from its first entry on; empty if there is no such run.
  func entries(of id: RunID) async throws -> [Entry]

  /// The row of a run.
  func run(_ id: RunID) async throws -> RunRow?

  /// Rows, the run that was started last first.
  func runs(_ filter: RunFilter) async throws -> [RunRow]

  /// Takes the lease of a run that nobody drives, or whose worker is gone.
  /// - Throws: `StoreError.held`, also if this very worker drives the run already;
  ///   `StoreError.unknownRun`.
  func acquire(_ id: RunID) async throws -> Lease

  /// Gives a lease back. One that is lost already may be given back too.
  func release(_ lease: Lease) async throws

  /// Puts a message into a run's inbox.
  /// - Throws: `StoreError.finished`, `StoreError.unknownRun`.
  func post(_ message: InboxMessage) async throws

  /// The messages of a run that no append has taken yet, in the order of their arrival.
  func inbox(of id: RunID) async throws -> [InboxMessage]

  /// Keeps the bytes of a bundle. Saving what is there already writes nothing.
  func save(bundle: [UInt8], hash: String) async throws

  /// The bytes of a bundle.
  func bundle(_ hash: String) async throws -> [UInt8]?

  /// Ends the worker: its leases are free at once, later calls throw `StoreError.closed`.
  func close() async throws
}
