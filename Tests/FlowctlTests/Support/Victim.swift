import FlowEngine
import FlowSandbox
import Synchronization

/// The child that dies at one event of one call.
final class Victim: Sendable {
  /// Where it dies.
  struct Place: Sendable, CustomStringConvertible {
    /// Which of the calls, counted from 1.
    let call: Int
    let event: SandboxEvent

    var description: String { "killed at call \(call), \(event.rawValue)" }
  }

  private let place: Place?
  private let calls = Mutex(0)
  private let child = Mutex<Child?>(nil)

  init(_ place: Place?) { self.place = place }

  func watch(_ child: Child) { self.child.withLock { $0 = child } }

  @Sendable func observe(_ event: SandboxEvent, _ request: HTTPRequest) async {
    if event == .received { calls.withLock { $0 += 1 } }
    guard let place, event == place.event, calls.withLock({ $0 }) == place.call else { return }
    child.withLock { child in
      child?.kill()
      child = nil
    }
  }
}
