import Foundation
import Testing

/// What people read of a run: each task in a line of its own.
@Suite(.timeLimit(.minutes(10))) struct `Progress of a run` {
  @Test func `says of a task that it was cancelled in full`() async throws {
    let shop = try FixtureShop()
    try shop.flow(
      "race",
      """
      - race:
          fork:
            compete: true
            branches:
              - slow: { wait: PT1H }
              - fast: { set: { won: fast } }
      """)
    let result = try await shop.flowctl.run("run", "race")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("  cancelled slow\n"), "\(result.error)")
  }

  @Test func `writes out the line ends in a name`() async throws {
    let shop = try FixtureShop()
    try shop.flow(
      "odd", #"- "pay\n  done    refund": { raise: { error: { type: "x:y", status: 500 } } }"#)
    let result = try await shop.flowctl.run("run", "odd")
    let id = try #require(result.error.firstMatch(of: /run ([0-9A-Z]{26})/)).1
    let trace = try await shop.flowctl.run("trace", String(id))
    for text in [result.output, result.error, trace.output] {
      #expect(text.contains(#"pay\u{a}  done    refund"#), "\(text)")
      #expect(!text.contains("\n  done    refund"), "\(text)")
    }
  }
}
