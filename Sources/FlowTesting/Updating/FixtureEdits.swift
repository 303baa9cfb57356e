import FlowEngine
import FlowValue

/// Changes of a file's text, each in a place of its own; everything else stays byte for byte.
struct FixtureEdits {
  let text: FixtureText
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Why something cannot be changed by itself.
  struct Refusal: Error {
    let reason: String
  }

  init(_ text: FixtureText) { self.text = text }

  var isEmpty: Bool { edits.isEmpty }

  /// The changed text.
  ///
  /// - Throws: `Refusal` if two changes are in the same place, or one is outside the part that may be
  ///   changed.
  func applied(within limits: Range<Int>) throws(Refusal) -> String {
    var result = ""
    var position = 0
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard edit.range.lowerBound >= position, edit.range.lowerBound >= limits.lowerBound,
        edit.range.upperBound <= limits.upperBound
      else { throw Refusal(reason: "what would have to be changed is an alias, or used twice") }
      result += text.string(position..<edit.range.lowerBound) + edit.text
      position = edit.range.upperBound
    }
    return result + text.string(position..<text.scalars.count)
  }

  mutating func replace(_ range: Range<Int>, with new: String) { edits.append((range, new)) }

  func end(_ node: LocatedValue) throws(Refusal) -> Int {
    do {
      return try text.end(node)
    } catch {
      throw Refusal(reason: "\(error.location): this cannot be changed by itself")
    }
  }

  // MARK: - Scalars

  /// Puts another value into the place of one, in the same style where it can be.
  mutating func replace(_ node: LocatedValue, with value: FlowValue) throws(Refusal) {
    let start = text.start(node)
    let end = try end(node)
    let isEmpty = start == end
    replace(start..<end, with: (isEmpty ? " " : "") + written(value, as: node, at: start))
  }

  private func written(_ value: FlowValue, as node: LocatedValue, at start: Int) -> String {
    guard case .scalar = node.content, let string = value.string else {
      return YAMLWriter.line(value)
    }
    switch node.style {
    case .plain: return YAMLWriter.scalar(string)
    case .doubleQuoted: return value.json
    case .singleQuoted:
      let isSimple = string.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      return isSimple ? "'\(string.replacing("'", with: "''"))'" : value.json
    case .literal, .folded: return block(string, node.style == .folded, at: start) ?? value.json
    }
  }

  /// A text over several lines; `nil` if it cannot be one.
  private func block(_ string: String, _ isFolded: Bool, at start: Int) -> String? {
    guard let indent = text.blockIndent(start) else { return nil }
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
    return header + lines.map { $0.isEmpty ? "\n" : "\n\(margin)\($0)" }.joined()
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
