import FlowEngine
import Synchronization

/// The moments at which the process of a run could have died, with what it would have left behind.
final class CrashMoments: Sendable {
  private struct State {
    var moments: [CrashMoment] = []
    /// What the append is about that comes next.
    var entries: [Entry] = []
    /// How much had happened outside when the last moment was kept.
    var outsideChanges = -1
  }

  private let state = Mutex(State())

  /// In their order.
  var all: [CrashMoment] { state.withLock(\.moments) }

  /// Tells what the next append is about.
  func note(_ entries: [Entry]) { state.withLock { $0.entries = entries } }

  /// Keeps what a process would leave that dies now: before or after an append.
  ///
  /// Where nothing happened outside since the append before, the process leaves the same.
  func keep(_ stage: FixtureStage, _ moment: InterposedStore.Moment) async throws {
    let changes = stage.outsideChanges
    let isNew = state.withLock { state in
      defer { state.outsideChanges = changes }
      return moment == .after || changes != state.outsideChanges
    }
    guard isNew else { return }
    let left = try await FixtureStage(surviving: stage)
    state.withLock { state in
      let what = state.entries.map {
        $0.key.isEmpty ? $0.kind.rawValue : "\($0.kind.rawValue) \($0.key)"
      }
      state.moments.append(
        CrashMoment(
          stage: left, moment: moment,
          append: what.isEmpty ? "where the run stands" : what.joined(separator: ", ")))
    }
  }
}

/// A moment at which a process died, and what it left behind.
struct CrashMoment: Sendable {
  let stage: FixtureStage
  let moment: InterposedStore.Moment
  /// What the append was about.
  let append: String

  /// For people.
  var description: String {
    "killed \(moment == .before ? "before" : "after") it was recorded: \(append)"
  }
}
