import FlowEngine
import FlowValue

/// Values that take the place of others.
extension FixtureEdits {
  /// Puts another value into the place of one, in the same style where it can be.
  mutating func replace(_ node: LocatedValue, with value: FlowValue) {
    together { edits throws(Refusal) in
      if let refusal = edits.refusal(node) { throw refusal }
      let start = edits.text.start(node)
      let end = try edits.end(node)
      let isEmpty = start == end
      let new = edits.written(value, as: node, at: start)
      try edits.put((isEmpty ? " " : "") + new, in: start..<end)
    }
  }

  private func written(_ value: FlowValue, as node: LocatedValue, at start: Int) -> String {
    guard case .scalar = node.content, let string = value.string else {
      return line(value, at: start)
    }
    let quoted = YAMLWriter.json(value)
    switch node.style {
    case .plain: return line(value, at: start)
    case .doubleQuoted: return quoted
    case .singleQuoted:
      let isSimple = string.unicodeScalars.allSatisfy(YAMLWriter.isPlain)
      return isSimple ? "'\(string.replacing("'", with: "''"))'" : quoted
    case .literal, .folded: return block(string, node.style == .folded, at: start) ?? quoted
    }
  }

  /// A text over several lines; `nil` if it cannot be one.
  private func block(_ string: String, _ isFolded: Bool, at start: Int) -> String? {
    let canStand = string.unicodeScalars.allSatisfy { $0 == "\n" || YAMLWriter.isPlain($0) }
    guard canStand, let indent = text.blockIndent(start) else { return nil }
    var lines = string.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isEnded = lines.last == ""
    if isEnded { lines.removeLast() }
    guard let first = lines.first, !first.hasPrefix(" "), lines.last != "" else { return nil }
    if isFolded {
      guard lines.count == 1, !first.contains("  "), !first.hasSuffix(" ") else { return nil }
      lines = Self.wrapped(first, width: 100 - indent)
    }
    let header = (isFolded ? ">" : "|") + (isEnded ? "" : "-")
    let margin = String(repeating: " ", count: indent)
    return header + lines.map { text.newline + ($0.isEmpty ? "" : margin + $0) }.joined()
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count + 1 <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
