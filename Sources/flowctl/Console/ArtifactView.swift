import FlowEngine
import Foundation

/// Shows a file that a run has saved.
struct ArtifactView {
  private let artifact: Artifact
  private let words: Words

  init(_ artifact: Artifact, words: Words) {
    self.artifact = artifact
    self.words = words
  }

  /// Where the file is.
  var line: String {
    words("saved.file", ["path": artifact.path, "type": artifact.type]).escapingControls
  }

  /// Prints what is meant to be copied, whole, and puts it on the clipboard of a terminal.
  func show() {
    guard artifact.isCopied else { return }
    guard let data = FileManager.default.contents(atPath: artifact.path) else {
      return Console.error(words("saved.gone", ["path": artifact.path]).escapingControls)
    }
    let text = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
    Console.print(words("saved.begin", ["name": artifact.name]))
    Console.print(text.escapingControls)
    Console.print(words("saved.end", ["name": artifact.name]))
    if Clipboard.isThere, Clipboard.put(data) { Console.error(words("saved.copied")) }
  }
}

/// The clipboard of the terminal's own machine, which may be far away: by the sequence OSC 52.
///
/// A terminal that does not know it, or may not obey it, ignores it.
enum Clipboard {
  static var isThere: Bool { isatty(STDOUT_FILENO) == 1 }

  /// What xterm takes; longer ones are cut there, and half a text is worse than none.
  private static let limit = 74_994

  /// - Returns: Whether it was sent.
  static func put(_ data: Data) -> Bool {
    let encoded = data.base64EncodedString()
    guard encoded.utf8.count <= limit else { return false }
    Console.printWithoutNewline("\u{1B}]52;c;\(encoded)\u{07}")
    return true
  }
}
