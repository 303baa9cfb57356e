import FlowEngine

/// Expected calls laid beside those that were made, so that as little as can be has to change.
struct CallAlignment {
  /// One step through both lists.
  enum Step {
    /// An expected call and the one that it is, or is to be.
    case pair(Int, Int, fits: Bool)
    /// Expected, and not made.
    case missing(Int)
    /// Made, and not expected.
    case unexpected(Int)
  }

  private(set) var steps: [Step] = []

  /// - Parameters:
  ///   - expected: The calls that are expected, in their order.
  ///   - calls: Those that were made.
  ///   - isExact: Whether no others may be made.
  init(_ expected: [ExpectedCall], _ calls: [SeenCall], isExact: Bool) {
    let skipping = isExact ? 2 : 0
    var costs = Array(
      repeating: Array(repeating: 0, count: calls.count + 1), count: expected.count + 1)
    func pairing(_ i: Int, _ j: Int) -> Int? {
      guard let mismatch = expected[i].mismatch(calls[j]) else { return 0 }
      return mismatch.nearness >= 4 ? 2 : nil
    }
    func choices(_ i: Int, _ j: Int) -> [(cost: Int, step: Step)] {
      var choices: [(Int, Step)] = []
      if i < expected.count, j < calls.count, let cost = pairing(i, j) {
        choices.append((cost + costs[i + 1][j + 1], .pair(i, j, fits: cost == 0)))
      }
      if j < calls.count { choices.append((skipping + costs[i][j + 1], .unexpected(j))) }
      if i < expected.count { choices.append((3 + costs[i + 1][j], .missing(i))) }
      return choices
    }
    for i in stride(from: expected.count, through: 0, by: -1) {
      for j in stride(from: calls.count, through: 0, by: -1) {
        costs[i][j] = choices(i, j).map(\.cost).min() ?? 0
      }
    }
    var (i, j) = (0, 0)
    while let best = choices(i, j).min(by: { $0.cost < $1.cost }) {
      steps.append(best.step)
      switch best.step {
      case .pair: (i, j) = (i + 1, j + 1)
      case .missing: i += 1
      case .unexpected: j += 1
      }
    }
  }
}
