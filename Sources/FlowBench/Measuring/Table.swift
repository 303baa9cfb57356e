/// All results, in columns.
struct Table: CustomStringConvertible {
  let rows: [Row]

  /// One benchmark and what came of it.
  struct Row {
    let cells: [String]
    /// Whether the benchmark itself failed.
    let isBroken: Bool
  }

  private static let header = [
    "#", "what", "measured: median (min–max)", "baseline", "ratio", "budget", "",
  ]

  var description: String {
    let lines = [Self.header] + rows.map(\.cells)
    let widths = Self.header.indices.map { column in
      lines.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return lines.map { line in
      zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "  ").trimmingSuffix(" ")
    }.joined(separator: "\n")
  }
}

extension Table.Row {
  /// Runs a benchmark.
  init(_ benchmark: any Benchmark, on ground: Ground) async {
    let start = ["\(benchmark.number)", benchmark.name]
    let budget = benchmark.budget
    do {
      let result = try await benchmark.run(on: ground)
      let baseline = result.baseline.map { "\($0.samples) \($0.name)" } ?? ""
      cells =
        start + [
          "\(result.samples) \(result.unit)", baseline, Number.text(budget.share(of: result)),
          "\(budget)", budget.isMet(by: result) ? "met" : "MISSED",
        ]
      isBroken = false
    } catch let error as Unmeasured {
      cells = start + ["", "", "", "\(budget)", "not measured: \(error)"]
      isBroken = false
    } catch {
      cells = start + ["", "", "", "\(budget)", "failed: \(error)"]
      isBroken = true
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    String(reversed().drop { $0 == character }.reversed())
  }
}
