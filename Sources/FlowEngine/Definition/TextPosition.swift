/// Finds the place in a file of a character of a scalar's text.
///
/// Quotes, escapes, block headers, indentation and folded lines stand between the text and the
/// file, so both are walked side by side.
package struct TextPosition {
  private let lines: [String]
  private let style: LocatedValue.Style
  private var line: Int
  private var row: [Unicode.Scalar]
  private var column: Int
  /// How far a block scalar is indented; `nil` where all leading space is dropped.
  private var indent: Int?

  /// The place of the character at `offset` (in Unicode scalars) of the text of `node`; the place
  /// of the whole node where text and file cannot be matched.
  package static func location(
    ofOffset offset: Int, in node: LocatedValue, source: SourceText
  ) -> SourceLocation {
    guard let text = node.string, node.location.file == source.file,
      var walk = TextPosition(node, source)
    else { return node.location }
    for scalar in text.unicodeScalars.prefix(offset) where !walk.consume(scalar) {
      return node.location
    }
    if let next = text.unicodeScalars.dropFirst(offset).first { walk.skipBlankRows(before: next) }
    return source.location(line: walk.line + 1, column: walk.column + 1)
  }

  private init?(_ node: LocatedValue, _ source: SourceText) {
    guard let first = source.line(node.location.line) else { return nil }
    lines = source.lines
    style = node.style
    line = node.location.line - 1
    row = Array(first.unicodeScalars)
    column = node.location.column - 1
    skipProperties()
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: column += 1
    case .literal, .folded:
      let filled = lines.dropFirst(line + 1).first { !$0.allSatisfy { $0 == " " } } ?? ""
      let own = node.string?.split(separator: "\n").first { !$0.allSatisfy { $0 == " " } } ?? ""
      indent = filled.prefix { $0 == " " }.count - own.prefix { $0 == " " }.count
      nextRow()
    }
  }

  /// Anchor and tag stand before the scalar and belong to its place.
  private mutating func skipProperties() {
    while column < row.count, row[column] == "&" || row[column] == "!" {
      while column < row.count, row[column] != " " { column += 1 }
      while column < row.count, row[column] == " " { column += 1 }
    }
  }

  private mutating func nextRow() {
    line += 1
    row = line < lines.count ? Array(lines[line].unicodeScalars) : []
    column = min(indent ?? row.count, row.prefix { $0 == " " }.count)
  }

  /// Steps over what stands in the file for one scalar of the text; false if the two disagree.
  private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    skipBlankRows(before: scalar)
    if column < row.count, style == .doubleQuoted, row[column] == "\\" {
      column += escapeLength
      return true
    }
    if scalar == "\n" || scalar == " ", isRowDone {
      guard line + 1 < lines.count else { return false }
      nextRow()
      return true
    }
    guard column < row.count, row[column] == scalar else { return false }
    column += style == .singleQuoted && scalar == "'" ? 2 : 1
    return true
  }

  /// Folding leaves nothing of some line ends.
  private mutating func skipBlankRows(before scalar: Unicode.Scalar) {
    guard scalar != "\n", scalar != " " else { return }
    while isRowDone, line + 1 < lines.count { nextRow() }
  }

  private var isRowDone: Bool { row.dropFirst(column).allSatisfy { $0 == " " } }

  private var escapeLength: Int {
    switch column + 1 < row.count ? row[column + 1] : " " {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }
}
