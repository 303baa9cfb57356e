import FlowValue

/// A place in which two values differ.
struct ValueDifference: Sendable, Equatable {
  /// Such as `output.lines[0].size`.
  let path: String
  let expected: String
  let actual: String

  init(path: String, expected: String, actual: String) {
    self.path = path
    self.expected = expected
    self.actual = actual
  }

  /// A difference of two values, either of which may be missing.
  init(_ path: String, expected: FlowValue?, actual: FlowValue?) {
    self.path = path
    let texts = ValueText.pair(expected, actual)
    self.expected = texts.0
    self.actual = texts.1
  }

  /// As people read it.
  var lines: [String] { [path, "  expected: \(expected)", "  actual:   \(actual)"] }
}
