import Foundation

/// Whoever sits at the terminal: is written to on standard error, and types lines.
struct Terminal {
  /// Whether there is somebody to ask.
  static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  func say(_ text: String = "") { Console.error(text.escapingControls) }

  func complain(_ text: String) { Console.error(Console.coloured(text.escapingControls, .red)) }

  /// A line as typed, without spaces at its ends; `nil` at the end of input.
  func ask(_ text: String) -> String? {
    Console.errorWithoutNewline(text.escapingControls)
    return readLine(strippingNewline: true)?.trimmingSpaces
  }
}
