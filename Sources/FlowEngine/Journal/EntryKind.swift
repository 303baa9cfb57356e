/// What an entry records.
///
/// A journal with a kind that is not listed here is from a newer program.
package enum EntryKind: String, Sendable, CaseIterable {
  /// The run began: its bundle, input, settings and actor.
  case started
  /// A request that can outlive the process was made.
  case asked
  /// A request has its outcome, which the run now sees.
  case answered
  /// An outcome arrived after the run had stopped waiting for it.
  case late
  /// The run reached its final phase.
  case ended
  /// A faulted run goes on: the outcome that it faulted on, and its end, no longer count.
  case reopened
  /// The run goes on with another definition, on which its whole journal replays.
  case rebound
}
