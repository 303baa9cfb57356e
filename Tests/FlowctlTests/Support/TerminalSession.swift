import Foundation
import Synchronization
import Testing

/// A command at a pseudo-terminal of its own, which `script` makes, with somebody who reads and
/// types.
final class TerminalSession {
  private let process: Process
  private let keyboard: FileHandle
  private let screen = Listener()
  private let ended: AsyncStream<Void>
  /// How much of the text was read already.
  private var read = 0

  /// - Parameters:
  ///   - command: What a shell runs.
  ///   - environment: What it finds.
  ///   - folder: Where it runs.
  /// - Throws: if the session cannot begin.
  init(_ command: String, environment: [String: String], folder: URL) throws {
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = ["--quiet", "--return", "--command", command, "/dev/null"]
    process.environment = environment.merging(["SHELL": "/bin/sh"]) { $1 }
    process.currentDirectoryURL = folder
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = screen.pipe
    process.standardError = screen.pipe
    keyboard = input.fileHandleForWriting
    let (end, ending) = AsyncStream<Void>.makeStream()
    ended = end
    process.terminationHandler = { _ in ending.finish() }
    try Child.starting.withLock { _ in try process.run() }
    screen.begin()
  }

  /// Reads on until a text has come.
  ///
  /// - Returns: What was printed since the last text, with this one.
  @discardableResult func see(_ text: String) async throws -> String {
    while true {
      let unread = String(all.dropFirst(read))
      if let range = unread.range(of: text) {
        let seen = String(unread[..<range.upperBound])
        read += seen.count
        return seen
      }
      guard await screen.listen() else {
        throw Listener.NotHeard(description: "‘\(text)’ did not come: \(unread)")
      }
    }
  }

  func type(_ line: String) throws { try send(line + "\n") }

  func pressControlC() throws { try send("\u{3}") }

  /// Ctrl-D: the end of input.
  func pressControlD() throws { try send("\u{4}") }

  /// Reads to the end.
  ///
  /// - Returns: The exit status, and what was printed since the last text.
  func finish() async -> (status: Int32, text: String) {
    while await screen.listen() {}
    for await _ in ended {}
    try? keyboard.close()
    return (process.terminationStatus, String(all.dropFirst(read)))
  }

  private func send(_ text: String) throws { try keyboard.write(contentsOf: Data(text.utf8)) }

  /// Everything printed, with the line ends of a file.
  private var all: String { screen.text.replacing("\r\n", with: "\n") }
}
