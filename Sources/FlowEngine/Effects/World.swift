import Foundation
import Synchronization

/// Time and randomness: what the engine takes from outside besides HTTP and files.
struct World: Sendable {
  let now: @Sendable () -> Timestamp
  /// Returns at that moment, or throws when its task is cancelled.
  let sleep: @Sendable (_ until: Timestamp) async throws -> Void
  let randomBytes: @Sendable (_ count: Int) -> [UInt8]
  /// Random bytes for the outcome of one effect, by its request id, where they are to repeat.
  var effectBytes: (@Sendable (_ count: Int, _ id: String) -> [UInt8])?
  /// Whether effects are performed one after the other, in the order in which they are asked for,
  /// so that whoever answers them sees the same order each time.
  var isSequential = false
  /// For how many milliseconds a pause is slept at most before the run looks whether it is told
  /// something; `nil` where time passes at once.
  var longestNap: Int64? = 250

  /// The system's clock and its cryptographic random numbers.
  static let live = World(
    now: { Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
    sleep: { moment in
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      try await Task.sleep(for: .milliseconds(max(0, moment.milliseconds - now)))
    },
    randomBytes: { count in
      var generator = SystemRandomNumberGenerator()
      return generator.bytes(count)
    })

  /// A clock that stands still except for pauses, which pass at once.
  ///
  /// Randomness stays real.
  static func standing(at start: Timestamp) -> World {
    let clock = VirtualClock(start)
    return World(
      now: { clock.now }, sleep: { clock.advance(to: $0) }, randomBytes: live.randomBytes)
  }
}

extension World {
  /// Random bytes for the outcome of the effect with that request id.
  func randomBytes(_ count: Int, for id: String) -> [UInt8] {
    effectBytes?(count, id) ?? randomBytes(count)
  }
}

extension SystemRandomNumberGenerator {
  /// Random bytes, eight from each call of the system.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let word = next()
      for index in 0..<min(8, count - bytes.count) {
        bytes.append(UInt8(truncatingIfNeeded: word >> (8 * index)))
      }
    }
    return bytes
  }
}

/// A moment that pauses move forward.
private final class VirtualClock: Sendable {
  private let moment: Mutex<Timestamp>

  init(_ start: Timestamp) { moment = Mutex(start) }

  var now: Timestamp { moment.withLock { $0 } }

  func advance(to time: Timestamp) { moment.withLock { $0 = max($0, time) } }
}

extension World {
  /// What HTTP effects need of it.
  var http: HTTPEnvironment {
    HTTPEnvironment(
      now: now, sleep: sleep,
      uuid: { UUIDv5.text(randomBytes(16, for: "correlation \($0)"), version: 4) })
  }
}
