import Foundation
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
  ///
  /// - Parameters:
  ///   - arguments: What follows its name.
  ///   - input: What it reads; nothing.
  ///   - program: What is started.
  ///   - isHeard: Whether what it prints is read as it comes.
  /// - Returns: The child.
  /// - Throws: if it cannot begin.
  func start(
    _ arguments: [String], input: String? = nil, program: URL = binary, isHeard: Bool = false
  ) throws -> Child {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    if isHeard {
      return try Child(process, output: .heard(Listener()), error: .heard(Listener()))
    }
    let name = folder.appending(path: "child-\(UUID())").path
    return try Child(process, output: .kept(name + ".out"), error: .kept(name + ".err"))
  }
}
