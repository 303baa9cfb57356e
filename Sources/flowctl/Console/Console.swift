import FlowValue
import Foundation

/// Standard output and standard error.
enum Console {
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

  static func error(_ text: String) { write(text + "\n", to: .standardError) }

  /// Text that stands in no line, such as a sequence that a terminal obeys.
  static func printWithoutNewline(_ text: String) { write(text, to: .standardOutput) }

  /// Text after which the cursor stays where it is.
  static func errorWithoutNewline(_ text: String) { write(text, to: .standardError) }

  /// A pipe that was closed at the other end is no error: `flowctl runs | head -1`.
  private static func write(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data(text.utf8))
  }

  /// Whether colours are wanted on standard error: on a terminal, and NO_COLOR is not set.
  static let hasColour =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func coloured(_ text: String, _ colour: Colour) -> String {
    hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Colour: Int { case dim = 2, red = 31, green = 32, yellow = 33 }
}

extension String {
  /// The text with control characters written out, since it may come from outside: a terminal
  /// obeys them.
  var escapingControls: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      let isControl =
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
      let isFormat =
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      if isControl || isFormat {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension String {
  /// The text in a line that cannot look like several: its line ends are written out as well.
  var inOneLine: String { escapingControls.replacing("\n", with: "\\u{a}") }
}

/// How results are printed.
enum OutputFormat: String, CaseIterable {
  /// For people.
  case text
  /// One JSON object or array.
  case json
  /// One JSON object a line.
  case jsonl
}
