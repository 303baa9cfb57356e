package import FlowValue

/// What came of all fixtures.
package struct FixtureReport: Sendable {
  /// In the order of the fixtures.
  package let outcomes: [FixtureOutcome]
  /// What was reached of each flow; `nil` if nobody looked.
  package let coverage: [FlowCoverage]?

  /// A report of some outcomes.
  package init(_ outcomes: [FixtureOutcome], coverage: [FlowCoverage]? = nil) {
    self.outcomes = outcomes
    self.coverage = coverage
  }

  /// How many count so.
  package func count(_ verdict: FixtureOutcome.Verdict) -> Int {
    outcomes.count { $0.verdict == verdict }
  }

  /// As programs read it.
  package var value: FlowValue {
    var value: FlowValue = [
      "passed": .integer(Int64(count(.passed))), "failed": .integer(Int64(count(.failed))),
      "unusable": .integer(Int64(count(.unusable))),
      "fixtures": .array(outcomes.map(\.value)),
    ]
    value["coverage"] = coverage.map { .array($0.map(\.value)) }
    return value
  }

  /// The last line of what people read.
  package var summary: String {
    let crashes = outcomes.reduce(0) { $0 + $1.crashes }
    let mended = outcomes.count(where: \.isMended)
    var parts = ["\(count(.passed)) passed"]
    if count(.failed) > 0 { parts.append("\(count(.failed)) failed") }
    if count(.unusable) > 0 { parts.append("\(count(.unusable)) unusable") }
    if mended > 0 { parts.append("\(mended) updated") }
    if crashes > 0 { parts.append("\(crashes) crashes") }
    return parts.joined(separator: ", ")
  }
}
