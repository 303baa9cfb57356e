extension [FlowCoverage] {
  /// A line for each flow, and below it one for each part of it that was missed, as people read it.
  package var lines: [String] {
    let width = map(\.flow.count).max() ?? 0
    return flatMap { coverage in
      let padding = String(repeating: " ", count: width - coverage.flow.count)
      return ["\(coverage.flow)\(padding)  \(coverage.summary)"] + coverage.lines.map { "  \($0)" }
    }
  }
}
