import FlowEngine
import Synchronization

/// Counts the appends of a fixture's run, and lets its process die at one of them.
final class CrashPoint: Sendable {
  private struct State {
    var count = 0
    /// What the append was about at which the process died.
    var crashed: String?
    var entries: [Entry] = []
  }

  /// The append, counted from 1; `nil` for a process that lives.
  let append: Int?
  let moment: InterposedStore.Moment
  private let state = Mutex(State())

  init(append: Int? = nil, _ moment: InterposedStore.Moment = .after) {
    self.append = append
    self.moment = moment
  }

  var count: Int { state.withLock(\.count) }

  var hasCrashed: Bool { state.withLock { $0.crashed != nil } }

  /// Where the process died, for people.
  var description: String {
    let what = state.withLock(\.crashed) ?? "never"
    return moment == .before
      ? "killed before it was recorded: \(what)" : "killed after it was recorded: \(what)"
  }

  /// A store whose process dies there; `recorded` happens after each append that is durable.
  func store(_ store: any RunStore, recorded: @escaping @Sendable () -> Void) -> InterposedStore {
    var interposed = InterposedStore(store)
    interposed.beforeAppend = { entries in self.state.withLock { $0.entries = entries } }
    interposed.aroundAppend = { write in
      if self.begin() { throw InterposedStore.Crashed() }
      try await write()
      recorded()
      if self.end() { throw InterposedStore.Crashed() }
    }
    return interposed
  }

  /// Whether the process is dead before the append is made.
  private func begin() -> Bool {
    state.withLock { state in
      state.count += 1
      if state.crashed == nil, state.count == append, moment == .before { die(&state) }
      return state.crashed != nil
    }
  }

  /// Whether it dies now that the append is made.
  private func end() -> Bool {
    state.withLock { state in
      if state.count == append { die(&state) }
      return state.crashed != nil
    }
  }

  private func die(_ state: inout State) {
    let entries = state.entries.map {
      $0.key.isEmpty ? $0.kind.rawValue : "\($0.kind.rawValue) \($0.key)"
    }
    state.crashed = entries.isEmpty ? "where the run stands" : entries.joined(separator: ", ")
  }
}
