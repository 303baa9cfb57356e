/// A list of names laid beside the one that was expected, with as few differences as can be.
struct SequenceAlignment {
  /// What may stand in an expected list.
  enum Item: Equatable {
    case name(String)
    /// Any number of names.
    case gap

    init(_ text: String) { self = text == "…" || text == "..." ? .gap : .name(text) }
  }

  /// One step through both lists.
  enum Step: Equatable {
    case same(String)
    /// A name that a gap stands for.
    case skipped(String)
    /// Expected, and not there.
    case missing(String)
    /// There, and not expected.
    case unexpected(String)
  }

  /// One step, or the end of a gap, which stands for the names that were skipped before it.
  enum Move: Equatable {
    case step(Step)
    case gapEnd
  }

  let moves: [Move]

  var steps: [Step] {
    moves.compactMap { if case .step(let step) = $0 { step } else { nil } }
  }

  /// Whether the lists fit.
  var fits: Bool {
    steps.allSatisfy { step in
      switch step {
      case .same, .skipped: true
      case .missing, .unexpected: false
      }
    }
  }

  /// - Parameters:
  ///   - expected: The list that was expected.
  ///   - actual: The one that came.
  ///   - missing: How much worse a missing name is than one that was not expected.
  init(_ expected: [Item], _ actual: [String], missing: Int = 1) {
    let costs = Self.costs(expected, actual, missing: missing)
    var moves: [Move] = []
    var (i, j) = (0, 0)
    while i < expected.count || j < actual.count {
      let step = Self.step(expected, actual, i, j, costs, missing: missing)
      moves.append(step.map { .step($0.step) } ?? .gapEnd)
      i += step?.expected ?? 1
      j += step?.actual ?? 0
    }
    self.moves = moves
  }

  /// The fewest differences of what follows each pair of places.
  private static func costs(
    _ expected: [Item], _ actual: [String], missing: Int
  ) -> [[Int]] {
    var costs = Array(
      repeating: Array(repeating: 0, count: actual.count + 1), count: expected.count + 1)
    for i in stride(from: expected.count, through: 0, by: -1) {
      for j in stride(from: actual.count, through: 0, by: -1)
      where i < expected.count || j < actual.count {
        var choices: [Int] = []
        if i < expected.count, expected[i] == .gap {
          choices.append(costs[i + 1][j])
          if j < actual.count { choices.append(costs[i][j + 1]) }
        } else {
          if i < expected.count { choices.append(costs[i + 1][j] + missing) }
          if j < actual.count { choices.append(costs[i][j + 1] + 1) }
          if i < expected.count, j < actual.count, expected[i] == .name(actual[j]) {
            choices.append(costs[i + 1][j + 1])
          }
        }
        costs[i][j] = choices.min() ?? 0
      }
    }
    return costs
  }

  /// The cheapest step at a pair of places; `nil` for the end of a gap.
  private static func step(
    _ expected: [Item], _ actual: [String], _ i: Int, _ j: Int, _ costs: [[Int]], missing: Int
  ) -> (step: Step, expected: Int, actual: Int)? {
    let item = i < expected.count ? expected[i] : nil
    guard j < actual.count else {
      guard case .name(let name) = item else { return nil }
      return (.missing(name), 1, 0)
    }
    switch item {
    case .gap:
      return costs[i + 1][j] <= costs[i][j + 1] ? nil : (.skipped(actual[j]), 0, 1)
    case .name(actual[j]): return (.same(actual[j]), 1, 1)
    case .name(let name) where costs[i + 1][j] + missing <= costs[i][j + 1] + 1:
      return (.missing(name), 1, 0)
    case .name, nil: return (.unexpected(actual[j]), 0, 1)
    }
  }

  /// As people read it: names that fit, `-` before those that are missing, `+` before those that
  /// were not expected.
  var lines: [String] {
    var lines: [String] = []
    var skipped: [String] = []
    func close() {
      if !skipped.isEmpty { lines.append("  … " + Self.summary(skipped)) }
      skipped = []
    }
    for step in steps {
      if case .skipped(let name) = step {
        skipped.append(name)
        continue
      }
      close()
      switch step {
      case .same(let name): lines.append("  " + name)
      case .missing(let name): lines.append("- " + name)
      case .unexpected(let name): lines.append("+ " + name)
      case .skipped: break
      }
    }
    close()
    return lines
  }

  private static func summary(_ names: [String]) -> String {
    names.count <= 6
      ? names.joined(separator: ", ")
      : names.prefix(3).joined(separator: ", ") + ", … (\(names.count)), "
        + names.suffix(2)
        .joined(separator: ", ")
  }
}
