import Foundation

/// A program in a process of its own.
struct Command: Sendable {
  let path: String
  let arguments: [String]
  var folder: URL?
  var environment = ProcessInfo.processInfo.environment
  /// Whether its standard error is ours, or nobody's.
  var showsErrors = true

  struct Result: Sendable {
    let status: Int32
    let wasKilled: Bool
    let output: String
  }

  /// This program as a worker.
  static func worker(_ arguments: [String]) throws -> Command {
    Command(path: try Ground.program("flowbench"), arguments: ["worker"] + arguments)
  }

  /// The path of a program in `PATH`; `nil` if there is none.
  static func find(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }

  /// Runs it to its end.
  func run() async throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    if !showsErrors { process.standardError = FileHandle.nullDevice }
    let pipe = Pipe()
    process.standardOutput = pipe
    let (ended, continuation) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    // Outputs are a few lines, which the pipe holds.
    for await _ in ended {}
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    return Result(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: output, as: UTF8.self))
  }

  /// Runs it, and takes anything but success for a failure.
  @discardableResult func succeed() async throws -> String {
    let result = try await run()
    guard result.status == 0, !result.wasKilled else {
      throw BenchmarkFailure(
        description: "\(path) \(arguments.joined(separator: " ")): status \(result.status)")
    }
    return result.output
  }
}
