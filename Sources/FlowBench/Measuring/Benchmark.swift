/// One row of the table: something to measure, and what is expected of it.
protocol Benchmark: Sendable {
  /// The budget it belongs to, from 1.
  var number: Int { get }
  /// What is measured, for people.
  var name: String { get }
  var budget: Budget { get }

  /// Measures in several rounds.
  ///
  /// - Throws: `Unmeasured` where the machine lacks something; anything else is a defect.
  func run(on ground: Ground) async throws -> Measurement
}

/// Why a row cannot be measured on this machine.
struct Unmeasured: Error, CustomStringConvertible {
  let description: String
}

/// A benchmark did not do what it measures.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String
}
