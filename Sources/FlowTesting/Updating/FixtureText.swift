import FlowEngine
import FlowValue

/// A file's text in which values are found by their places.
///
/// Positions are counted in Unicode scalars, as the places of values are.
struct FixtureText {
  let scalars: [Unicode.Scalar]
  /// What ends its lines.
  let newline: String
  /// Where each line begins.
  private let starts: [Int]

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let ends = scalars.indices.filter { Self.endsLine(scalars, $0) }
    let isMarked = scalars.first == ByteOrderMarks.mark
    self.scalars = scalars
    starts = [isMarked ? 1 : 0] + ends.map { $0 + 1 }
    let first = ends.first ?? 0
    newline = first > 0 && scalars[first] == "\n" && scalars[first - 1] == "\r" ? "\r\n" : "\n"
  }

  /// Lines end as the reader of YAML counts them.
  private static func endsLine(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    switch scalars[index] {
    case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
    case "\r": index + 1 == scalars.count || scalars[index + 1] != "\n"
    default: false
    }
  }

  func string(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  // MARK: - Places

  func position(_ location: SourceLocation) -> Int {
    min(starts[min(location.line, starts.count) - 1] + location.column - 1, scalars.count)
  }

  /// The same place as people name it.
  func location(_ position: Int, in file: String) -> SourceLocation {
    let line = line(position)
    return SourceLocation(file: file, line: line + 1, column: position - starts[line] + 1)
  }

  /// The number, from 0, of the line that a position is in.
  private func line(_ position: Int) -> Int {
    var (line, next) = (0, starts.count)
    while next - line > 1 {
      let middle = (line + next) / 2
      if starts[middle] <= position { line = middle } else { next = middle }
    }
    return line
  }

  func lineStart(_ position: Int) -> Int { starts[line(position)] }

  /// Before the line's end, of which kind it may be.
  func lineEnd(_ position: Int) -> Int {
    let next = line(position) + 1
    guard next < starts.count else { return scalars.count }
    let end = starts[next] - 1
    return end > position && scalars[end] == "\n" && scalars[end - 1] == "\r" ? end - 1 : end
  }

  /// The beginning of the next line.
  func nextLine(_ position: Int) -> Int {
    let next = line(position) + 1
    return next < starts.count ? starts[next] : scalars.count
  }

  func column(_ position: Int) -> Int { position - lineStart(position) }

  func scalar(_ position: Int) -> Unicode.Scalar? {
    scalars.indices.contains(position) ? scalars[position] : nil
  }

  // MARK: - Values

  /// Why a value cannot be found in the text.
  struct Unfindable: Error {
    let location: SourceLocation
  }

  /// Where a value begins, after its tag.
  func start(_ node: LocatedValue) -> Int {
    var position = position(node.location)
    while let first = scalar(position), first == "!" || first == "&" {
      while let next = scalar(position), !" \n\r".unicodeScalars.contains(next) { position += 1 }
      while let next = scalar(position), " \n\r".unicodeScalars.contains(next) { position += 1 }
    }
    return position
  }

  /// Whether a list or an object is written in brackets.
  func isInBrackets(_ node: LocatedValue) -> Bool {
    ["[", "{"].contains(scalar(start(node)))
  }

  /// Where a value ends.
  ///
  /// - Throws: `Unfindable` where the text is not what the value says.
  func end(_ node: LocatedValue) throws(Unfindable) -> Int {
    if let alias = node.alias { return try end(node, ofAlias: alias) }
    switch node.content {
    case .scalar(let value): return try end(node, value.string)
    case .array(let elements): return try end(node, of: elements)
    case .object(let members): return try end(node, of: members.map(\.value))
    }
  }

  private func end(_ node: LocatedValue, of parts: [LocatedValue]) throws(Unfindable) -> Int {
    let first = start(node)
    var end = first
    for part in parts {
      guard position(part.location) >= end else { throw Unfindable(location: node.location) }
      end = try self.end(part)
    }
    guard isInBrackets(node) else { return end }
    if parts.isEmpty { end += 1 }
    while let next = scalar(end) {
      if next == "]" || next == "}" { return end + 1 }
      guard " \n\r\t,#".unicodeScalars.contains(next) else { break }
      end = next == "#" ? lineEnd(end) : end + 1
    }
    throw Unfindable(location: node.location)
  }

  private func end(_ node: LocatedValue, _ text: String?) throws(Unfindable) -> Int {
    let first = start(node)
    let end: Int? =
      switch node.style {
      case .plain: text.map { plainEnd(first, $0) } ?? tokenEnd(first)
      case .singleQuoted, .doubleQuoted: quotedEnd(first, isDouble: node.style == .doubleQuoted)
      case .literal, .folded: blockEnd(first)
      }
    guard let end else { throw Unfindable(location: node.location) }
    return end
  }

  /// Words of a plain text may be on several lines.
  func plainEnd(_ first: Int, _ text: String) -> Int? {
    var position = first
    for word in text.split(whereSeparator: \.isWhitespace) {
      while let next = scalar(position), next.properties.isWhitespace { position += 1 }
      let letters = Array(word.unicodeScalars)
      let end = position + letters.count
      guard end <= scalars.count, scalars[position..<end].elementsEqual(letters) else { return nil }
      position = end
    }
    return position
  }

  private func tokenEnd(_ first: Int) -> Int {
    scalars[first...].firstIndex { " \n\r\t,]}".unicodeScalars.contains($0) } ?? scalars.count
  }

  func quotedEnd(_ first: Int, isDouble: Bool) -> Int? {
    let quote: Unicode.Scalar = isDouble ? "\"" : "'"
    guard scalar(first) == quote else { return nil }
    var position = first + 1
    while let next = scalar(position) {
      if isDouble, next == "\\" {
        position += 2
      } else if next != quote {
        position += 1
      } else if !isDouble, scalar(position + 1) == quote {
        position += 2
      } else {
        return position + 1
      }
    }
    return nil
  }

  /// A block goes on as long as lines are indented as its first one, or empty.
  private func blockEnd(_ first: Int) -> Int? {
    guard [">", "|"].contains(scalar(first)), let indent = blockIndent(first) else { return nil }
    var end = lineEnd(first)
    var position = nextLine(first)
    while position < scalars.count {
      let line = position..<lineEnd(position)
      let isEmpty = scalars[line].allSatisfy { $0 == " " }
      guard isEmpty || scalars[line].prefix(while: { $0 == " " }).count >= indent else { break }
      if !isEmpty { end = line.upperBound }
      position = nextLine(position)
    }
    return end
  }

  /// How far the lines of a block are indented; `nil` if its header says it, or there are none.
  func blockIndent(_ first: Int) -> Int? {
    let header = string(first..<lineEnd(first))
    if header.prefix(while: { $0 != "#" }).contains(where: \.isNumber) { return nil }
    var position = nextLine(first)
    while position < scalars.count {
      let line = scalars[position..<lineEnd(position)]
      if !line.allSatisfy({ $0 == " " }) { return line.prefix { $0 == " " }.count }
      position = nextLine(position)
    }
    return nil
  }
}
