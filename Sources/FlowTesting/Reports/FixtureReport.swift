package import FlowValue

/// What came of all fixtures.
package struct FixtureReport: Sendable {
  /// In the order of the fixtures.
  package let outcomes: [FixtureOutcome]

  /// A report of some outcomes.
  package init(_ outcomes: [FixtureOutcome]) { self.outcomes = outcomes }

  /// How many count so.
  package func count(_ verdict: FixtureOutcome.Verdict) -> Int {
    outcomes.count { $0.verdict == verdict }
  }

  /// As programs read it.
  package var value: FlowValue {
    [
      "passed": .integer(Int64(count(.passed))), "failed": .integer(Int64(count(.failed))),
      "unusable": .integer(Int64(count(.unusable))),
      "fixtures": .array(outcomes.map(\.value)),
    ]
  }

  /// The last line of what people read.
  package var summary: String {
    let crashes = outcomes.reduce(0) { $0 + $1.crashes }
    var parts = ["\(count(.passed)) passed"]
    if count(.failed) > 0 { parts.append("\(count(.failed)) failed") }
    if count(.unusable) > 0 { parts.append("\(count(.unusable)) unusable") }
    if crashes > 0 { parts.append("\(crashes) crashes") }
    return parts.joined(separator: ", ")
  }
}
