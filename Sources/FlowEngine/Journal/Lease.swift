/// The right to drive one run, until it is released or its worker is gone.
package struct Lease: Sendable, Hashable {
  package let run: RunID
  package let worker: String
  /// The fencing token: every append is checked against the run's current one.
  package let fence: Int64

  package init(run: RunID, worker: String, fence: Int64) {
    self.run = run
    self.worker = worker
    self.fence = fence
  }
}
