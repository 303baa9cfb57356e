/// The first place where a run's journal is not what was once written.
package struct ChainError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Defect: Sendable, Equatable {
    /// Another entry stands in this place.
    case missing(found: Int)
    /// The entry belongs to another run.
    case otherRun(RunID)
    /// The entry does not name the hash of the one before.
    case link
    /// A content does not fit its commitment, or went missing without being purged.
    case content(String)
    /// The entry's fields do not give its hash.
    case hash
    /// The journal does not end where the run's row says.
    case cut(recorded: Int)
  }

  package let run: RunID
  /// The place of the first broken entry.
  package let sequence: Int
  package let defect: Defect

  package var description: String { "Entry \(sequence) of run \(run): \(reason)." }

  private var reason: String {
    switch defect {
    case .missing(let found): "missing; entry \(found) stands in its place"
    case .otherRun(let run): "it belongs to run \(run)"
    case .link: "it does not follow from the entry before it"
    case .content(let part): "its \(part) is not the one that was recorded"
    case .hash: "its fields do not give its hash"
    case .cut(let count): "the journal should end after \(count) entries"
    }
  }
}
