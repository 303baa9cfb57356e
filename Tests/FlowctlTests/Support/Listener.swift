import Foundation
import Testing

/// Reads what a process writes to a pipe, as it comes.
final class Listener {
  /// What the process is given to write to.
  let pipe = Pipe()
  private let pieces: AsyncStream<Data>
  private let arriving: AsyncStream<Data>.Continuation
  private var heard = Data()

  /// The text was never written.
  struct NotHeard: Error, CustomStringConvertible {
    let description: String
  }

  init() { (pieces, arriving) = AsyncStream<Data>.makeStream() }

  /// Begins once the process runs, in a thread that blocks: Foundation's handler missed the end now
  /// and then.
  func begin() {
    let (file, arriving) = (pipe.fileHandleForReading, arriving)
    Thread.detachNewThread {
      while case let data = file.availableData, !data.isEmpty { arriving.yield(data) }
      try? file.close()
      arriving.finish()
    }
  }

  /// Everything that was written until now.
  var text: String { String(decoding: heard, as: UTF8.self) }

  /// Waits for more.
  ///
  /// - Returns: `false` when no more can come.
  func listen() async -> Bool {
    for await piece in pieces {
      heard += piece
      return true
    }
    return false
  }

  /// Waits until a text has come.
  ///
  /// - Returns: Everything that was written until then.
  func text(containing part: String) async throws -> String {
    while !text.contains(part) {
      guard await listen() else { throw NotHeard(description: "‘\(part)’ did not come: \(text)") }
    }
    return text
  }
}
