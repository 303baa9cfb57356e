import FlowEngine
import FlowValue

/// A test of a flow: an outside world, what people answer in it, and what has to come of it.
package struct Fixture: Sendable {
  /// The path, as messages print it.
  package let file: String
  /// What is tested, in a few words.
  package let title: String
  var language: String?
  /// When the run starts.
  var clock = Self.usualClock
  var profile: String?
  /// What is otherwise than in the profile.
  var changes = VirtualWorld.Changes()
  var input: FlowValue = [:]
  /// In the order in which they are tried.
  var mocks: [HTTPMock] = []
  /// What happens outside while the run goes on, the earliest first.
  var meanwhile: [OutsideEvent] = []
  /// What people answer, by task, in the order of asking.
  var answers: [String: [FixtureAnswer]] = [:]
  var expect: Expectation

  /// When runs start whose fixture does not say it, so that they do not depend on the day.
  static let usualClock = Timestamp(milliseconds: 1_767_258_000_000)  // 2026-01-01T09:00:00Z
}

/// What somebody answers to a prompt.
struct FixtureAnswer: Sendable {
  let value: FlowValue
  /// The fields for which it has to be refused; `nil` for an answer that has to be taken.
  let refused: [String]?
  let location: SourceLocation

  /// The tag of an answer that is expected to be refused.
  static let refusedTag = "!refused"
}

/// Something that happens in a simulator of its own accord.
struct OutsideEvent: Sendable {
  /// How many milliseconds after the start.
  let after: Int64
  let simulator: String
  /// The command and its arguments.
  let command: [String]
  let location: SourceLocation
}
