import Foundation
import Synchronization
import Testing

/// The built command, run the way a user runs it: in a folder, with a home of its own.
final class Flowctl: Sendable {
  /// The repository's root, where `flows` lies.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The product beside the test binary.
  static let binary = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "flowctl")

  let folder: URL
  let environment: [String: String]

  init(environment: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "flowctl-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FLOWCTL_") }
    self.environment =
      inherited.merging(["FLOWCTL_HOME": folder.appending(path: "home").path, "NO_COLOR": "1"]) {
        $1
      }
      .merging(environment) { $1 }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var home: URL { URL(filePath: environment["FLOWCTL_HOME"] ?? "") }

  /// What a finished command left behind.
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Lets the folder have our flows, as a clone has.
  func linkFlows() throws {
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "flows"),
      withDestinationURL: Self.repository.appending(path: "flows"))
  }

  func run(_ arguments: String..., input: String? = nil) async throws -> Result {
    try await run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String? = nil) async throws -> Result {
    try await start(arguments, input: input).finish()
  }

  /// Starts the command without waiting for it.
  func start(_ arguments: [String], input: String? = nil, program: URL = binary) throws -> Child {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    let name = folder.appending(path: "child-\(UUID())").path
    let output = try Self.file(name + ".out")
    let error = try Self.file(name + ".err")
    process.standardOutput = output
    process.standardError = error
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    // The child has its own; Foundation keeps these open for as long as the test process lives.
    defer { for file in [output, error] { try? file.close() } }
    return try Child(process, output: name + ".out", error: name + ".err")
  }

  private static func file(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try #require(FileHandle(forWritingAtPath: path))
  }
}

/// A command that runs.
///
/// `@unchecked Sendable`: `Process` is used only to start, to kill and to wait, each of which
/// Foundation locks.
final class Child: @unchecked Sendable {
  private let process: Process
  private let output: String
  private let error: String
  private let ended: AsyncStream<Void>

  init(_ process: Process, output: String, error: String) throws {
    self.process = process
    self.output = output
    self.error = error
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    ended = stream
    process.terminationHandler = { _ in continuation.finish() }
    try Self.starting.withLock { _ in try process.run() }
  }

  /// One start at a time: Foundation's on Linux crashed now and then when several overlapped.
  static let starting = Mutex(())

  /// SIGKILL: nothing in the process can notice.
  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// What Ctrl-C sends.
  func interrupt() { process.interrupt() }

  /// What the child has written to standard output so far, once it holds a text.
  func output(containing text: String) async throws -> String {
    while true {
      let printed = try String(contentsOfFile: output, encoding: .utf8)
      if printed.contains(text) { return printed }
      await Task.yield()
    }
  }

  /// Returns once the child has written a text to standard error; its file is watched, since
  /// nothing else tells.
  func waitUntilPrinted(_ text: String) async throws {
    while !(try String(contentsOfFile: error, encoding: .utf8)).contains(text) {
      await Task.yield()
    }
  }

  func finish() async throws -> Flowctl.Result {
    for await _ in ended {}
    return Flowctl.Result(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      error: try String(contentsOfFile: error, encoding: .utf8))
  }
}
