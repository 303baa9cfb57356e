/// Measures wall time.
enum Stopwatch {
  /// How many seconds something takes.
  static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
