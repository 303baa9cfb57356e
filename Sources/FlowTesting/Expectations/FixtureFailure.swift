package import FlowEngine
package import FlowValue

/// Something that was not as a fixture says.
package struct FixtureFailure: Sendable, Equatable {
  /// What was looked at, such as `output.size` or `tasks`.
  package let subject: String
  /// Where the fixture says it.
  package var location: SourceLocation?
  /// What was expected and what was there, where that can be said in a line each.
  package var expected: String?
  package var actual: String?
  /// What else there is to say.
  package var details: [String] = []

  init(
    subject: String, location: SourceLocation? = nil, expected: String? = nil,
    actual: String? = nil, details: [String] = []
  ) {
    self.subject = subject
    self.location = location
    self.expected = expected
    self.actual = actual
    self.details = details
  }

  init(_ difference: ValueDifference, location: SourceLocation?) {
    self.init(
      subject: difference.path, location: location, expected: difference.expected,
      actual: difference.actual)
  }

  /// As people read it.
  package var lines: [String] {
    let head = location.map { "\($0): \(subject)" } ?? subject
    let sides = [expected.map { "  expected: \($0)" }, actual.map { "  actual:   \($0)" }]
    return [head] + sides.compactMap(\.self) + details.map { "  " + $0 }
  }

  /// As programs read it.
  package var value: FlowValue {
    var value: FlowValue = ["subject": .string(subject)]
    value["location"] = location.map { .string($0.description) }
    value["expected"] = expected.map { .string($0) }
    value["actual"] = actual.map { .string($0) }
    if !details.isEmpty { value["details"] = .array(details.map { .string($0) }) }
    return value
  }
}
