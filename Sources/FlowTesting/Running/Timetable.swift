import FlowEngine
import Synchronization

/// The clock of a fixture, and what happens outside as it goes on: time passes at once, and never
/// past an event that has not happened.
final class Timetable: Sendable {
  private struct State {
    var now: Timestamp
    /// How many events have happened.
    var count = 0
    /// How often a run slept.
    var sleeps = 0
    var events: ArraySlice<OutsideEvent>
    var failures: [FixtureFailure] = []
    var perform: @Sendable (OutsideEvent) async throws -> Void = { _ in }
    var giveUp: @Sendable () -> Void = {}
  }

  /// How often a run may sleep: one that never ends is found out.
  static let mostSleeps = 1_000

  private let start: Timestamp
  private let state: Mutex<State>

  init(start: Timestamp, events: [OutsideEvent]) {
    self.start = start
    state = Mutex(State(now: start, events: events[...]))
  }

  /// The clock as it stands now, which goes its own way from here on.
  init(copying other: Timetable) {
    start = other.start
    state = Mutex(other.state.withLock(\.self))
  }

  var now: Timestamp { state.withLock(\.now) }

  /// How many events have happened.
  var count: Int { state.withLock(\.count) }

  /// Events that could not be had.
  var failures: [FixtureFailure] { state.withLock(\.failures) }

  /// Says how an event is made to happen.
  func onEvent(_ perform: @escaping @Sendable (OutsideEvent) async throws -> Void) {
    state.withLock { $0.perform = perform }
  }

  /// Says what is done when a run has slept too often.
  func onExhaustion(_ giveUp: @escaping @Sendable () -> Void) {
    state.withLock { $0.giveUp = giveUp }
  }

  /// Whether a run has slept too often.
  var isExhausted: Bool { state.withLock { $0.sleeps >= Self.mostSleeps } }

  /// Lets a run sleep.
  func sleep(until moment: Timestamp) async {
    await advance(to: moment)
    let giveUp = state.withLock { state in
      state.sleeps += 1
      return state.sleeps == Self.mostSleeps ? state.giveUp : nil
    }
    giveUp?()
  }

  /// Lets the time come, and what happens until then.
  func advance(to moment: Timestamp) async {
    while let (event, perform) = next(until: moment) {
      do {
        try await perform(event)
      } catch {
        let failure = FixtureFailure(
          subject: "meanwhile \(event.command.joined(separator: " "))", location: event.location,
          details: ["\(error)"])
        state.withLock { $0.failures.append(failure) }
      }
    }
    state.withLock { $0.now = max($0.now, moment) }
  }

  private func next(
    until moment: Timestamp
  ) -> (OutsideEvent, @Sendable (OutsideEvent) async throws -> Void)? {
    state.withLock { state in
      guard let event = state.events.first else { return nil }
      let time = start.advanced(byMilliseconds: event.after)
      guard time <= moment else { return nil }
      state.events.removeFirst()
      state.count += 1
      state.now = max(state.now, time)
      return (event, state.perform)
    }
  }
}
