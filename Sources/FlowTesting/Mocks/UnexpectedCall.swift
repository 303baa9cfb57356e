/// A call that neither a mock nor a simulator answers.
package struct UnexpectedCall: Sendable {
  let call: SeenCall
  /// The mock that would have answered if it were not for one thing.
  let nearest: Nearest?

  struct Nearest: Sendable {
    /// The mock's place among the fixture's mocks, from 0.
    let index: Int
    let mock: HTTPMock
    /// What is other than the mock says; `nil` if the mock was used up.
    let difference: ValueDifference?
  }

  init(_ call: SeenCall, among mocks: [HTTPMock]) {
    self.call = call
    let ranked = mocks.enumerated().map { index, mock in
      (index, mock, mismatch: mock.call.mismatch(call))
    }
    nearest = ranked.max { ($0.mismatch?.nearness ?? 9) < ($1.mismatch?.nearness ?? 9) }.map {
      Nearest(index: $0.0, mock: $0.1, difference: $0.mismatch?.difference)
    }
  }

  /// What a tester has to know.
  var failure: FixtureFailure {
    var lines: [String] = []
    if let body = ValueText.short(call.body) { lines.append("body: \(body)") }
    guard let nearest else {
      lines.append("The fixture has no mocks, and no simulator answers for \(call.origin).")
      return FixtureFailure(subject: "unexpected call \(call.description)", details: lines)
    }
    let times = nearest.mock.times.map { "it was used \($0 == 1 ? "once" : "\($0) times") already" }
    lines.append("nearest mock: http[\(nearest.index)] \(nearest.mock.call.pattern)")
    lines += nearest.difference?.lines.map { "  " + $0 } ?? ["  " + (times ?? "")]
    return FixtureFailure(
      subject: "unexpected call \(call.description)", location: nearest.mock.call.location,
      details: lines)
  }
}
