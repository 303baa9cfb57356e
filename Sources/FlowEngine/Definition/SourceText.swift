/// A file's text by lines, from which diagnostics quote.
package struct SourceText: Sendable {
  package let file: String
  /// The lines without their ends.
  package let lines: [String]

  package init(_ text: String, file: String) {
    self.file = file
    lines = ByteOrderMarks.removed(from: text).utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .map { line in
      String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
    }
  }

  /// The line's text, `nil` past the end; lines count from 1.
  package func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  package func location(line: Int, column: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column)
  }
}
