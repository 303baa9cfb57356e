import Foundation
import Synchronization
import Testing

/// A command that runs.
///
/// `@unchecked Sendable`: `Process` is used only to start, to kill and to wait, each of which
/// Foundation locks; the test that started the child is the only one to read what it prints.
final class Child: @unchecked Sendable {
  /// Where what the child prints goes.
  enum Printed {
    /// A file, which is read at the end; most tests need no more.
    case kept(String)
    /// A pipe, which is read as it comes.
    case heard(Listener)
  }

  private let process: Process
  private let output: Printed
  private let error: Printed
  private let ended: AsyncStream<Void>

  init(_ process: Process, output: Printed, error: Printed) throws {
    self.process = process
    self.output = output
    self.error = error
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    ended = stream
    process.terminationHandler = { _ in continuation.finish() }
    let files = try [output, error].map { try $0.file() }
    process.standardOutput = files[0]
    process.standardError = files[1]
    try Self.starting.withLock { _ in try process.run() }
    // The child has its own; Foundation keeps these open for as long as the test process lives.
    for case let file as FileHandle in files { try file.close() }
    for case .heard(let listener) in [output, error] { listener.begin() }
  }

  /// One start at a time: Foundation's on Linux crashed now and then when several overlapped.
  static let starting = Mutex(())

  /// SIGKILL: nothing in the process can notice.
  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// What Ctrl-C sends.
  func interrupt() { process.interrupt() }

  /// What a child that is heard has written to standard output so far, once it holds a text.
  func output(containing text: String) async throws -> String {
    try await output.text(containing: text)
  }

  /// The same of standard error.
  @discardableResult func error(containing text: String) async throws -> String {
    try await error.text(containing: text)
  }

  func finish() async throws -> Flowctl.Result {
    for await _ in ended {}
    // A test whose time is over waits no longer.
    guard !process.isRunning else {
      kill()
      throw CancellationError()
    }
    return Flowctl.Result(
      status: process.terminationStatus, output: try await output.all(),
      error: try await error.all())
  }
}

extension Child.Printed {
  /// What the process is given to write to.
  fileprivate func file() throws -> Any {
    switch self {
    case .heard(let listener): return listener.pipe
    case .kept(let path):
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      return try #require(FileHandle(forWritingAtPath: path))
    }
  }

  fileprivate func text(containing text: String) async throws -> String {
    guard case .heard(let listener) = self else {
      throw Listener.NotHeard(description: "nobody hears this child: start it with isHeard")
    }
    return try await listener.text(containing: text)
  }

  /// Everything, once the process has ended.
  fileprivate func all() async throws -> String {
    switch self {
    case .kept(let path): return try String(contentsOfFile: path, encoding: .utf8)
    case .heard(let listener):
      while await listener.listen() {}
      return listener.text
    }
  }
}
