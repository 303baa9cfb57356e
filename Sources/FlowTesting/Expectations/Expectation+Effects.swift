import FlowEngine

extension Expectation {
  /// Calls that should have been made in this order, laid beside those that were.
  func effectFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    guard let effects else { return [] }
    var lines: [String] = []
    var rest = observation.calls[...]
    var missing: ExpectedCall?
    for call in effects.value {
      let found = rest.firstIndex { call.accepts($0) }
      if let found, missing == nil, !effectsAreExact || found == rest.startIndex {
        lines += skipped(rest[..<found]) + ["  \(rest[found].description)"]
        rest = rest[(found + 1)...]
      } else if missing == nil {
        missing = call
        lines.append("- \(call.pattern)")
        lines += nearest(to: call, among: rest).map { "    " + $0 }
      }
    }
    let isSurplus = effectsAreExact && missing == nil && !rest.isEmpty
    guard missing != nil || isSurplus else { return [] }
    lines += rest.map { (effectsAreExact ? "+ " : "  … ") + $0.description }
    return [
      FixtureFailure(
        subject: "effects", location: missing?.location ?? effects.location, details: lines)
    ]
  }

  private func skipped(_ calls: ArraySlice<SeenCall>) -> [String] {
    calls.map { "  … \($0.description)" }
  }

  private func nearest(to expected: ExpectedCall, among calls: ArraySlice<SeenCall>) -> [String] {
    let ranked = calls.compactMap { call in expected.mismatch(call).map { (call, $0) } }
    guard let (call, mismatch) = ranked.max(by: { $0.1.nearness < $1.1.nearness }),
      mismatch.nearness >= 1
    else { return [] }
    return ["nearest: \(call.description)"] + mismatch.difference.lines
  }
}
