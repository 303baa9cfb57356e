import Foundation
import Synchronization
import Testing

/// A command at a pseudo-terminal of its own, which `script` makes, with somebody who reads and
/// types.
final class TerminalSession {
  private let process: Process
  private let keyboard: FileHandle
  private let screen: AsyncStream<Data>
  private let ended: AsyncStream<Void>
  private var printed = Data()
  /// How much of the text was read already.
  private var read = 0

  /// The text was never printed.
  struct NotSeen: Error, CustomStringConvertible {
    let description: String
  }

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
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    keyboard = input.fileHandleForWriting
    let (stream, continuation) = AsyncStream<Data>.makeStream()
    screen = stream
    let (end, ending) = AsyncStream<Void>.makeStream()
    ended = end
    process.terminationHandler = { _ in ending.finish() }
    try Child.starting.withLock { _ in try process.run() }
    // A thread that blocks: Foundation's handler missed the end now and then.
    Thread.detachNewThread {
      while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
        continuation.yield(data)
      }
      try? output.fileHandleForReading.close()
      continuation.finish()
    }
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
      guard await receive() else { throw NotSeen(description: "‘\(text)’ did not come: \(unread)") }
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
    while await receive() {}
    for await _ in ended {}
    try? keyboard.close()
    return (process.terminationStatus, String(all.dropFirst(read)))
  }

  private func send(_ text: String) throws { try keyboard.write(contentsOf: Data(text.utf8)) }

  private func receive() async -> Bool {
    for await data in screen {
      printed += data
      return true
    }
    return false
  }

  /// Everything printed, with the line ends of a file.
  private var all: String {
    String(decoding: printed, as: UTF8.self).replacing("\r\n", with: "\n")
  }
}
