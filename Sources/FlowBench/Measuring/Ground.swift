import Foundation

/// Where benchmarks work, and how much they do.
struct Ground: Sendable {
  /// Beside this program, so on the file system of the build.
  private let folder: URL
  private let isQuick: Bool

  init(isQuick: Bool) throws {
    self.isQuick = isQuick
    folder = Self.programs.appending(path: "flowbench-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// How often each row is measured.
  var rounds: Int { isQuick ? 2 : 5 }

  /// How much one round does.
  func amount(_ full: Int, quick: Int) -> Int { isQuick ? quick : full }

  /// A new empty folder.
  func newFolder() throws -> URL {
    let new = folder.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    return new
  }

  /// The results of all rounds, each in a new folder that is removed after it.
  func measure(
    rounds: Int? = nil, _ round: (URL) async throws -> Double
  ) async throws -> Samples {
    var values: [Double] = []
    for _ in 0..<(rounds ?? self.rounds) {
      let folder = try newFolder()
      values.append(try await round(folder))
      try FileManager.default.removeItem(at: folder)
    }
    return try Samples(values)
  }

  /// The results of all rounds and of their baseline, taken in turn: what disturbs the machine
  /// disturbs both.
  func compare(
    with name: String, unit: String, baseline: (URL) async throws -> Double,
    _ round: (URL) async throws -> Double
  ) async throws -> Measurement {
    var bases: [Double] = []
    let samples = try await measure { folder in
      bases.append(try await baseline(folder))
      return try await round(folder)
    }
    return Measurement(
      samples: samples, unit: unit,
      baseline: Measurement.Baseline(name: name, samples: try Samples(bases)))
  }

  /// The folder of this program.
  private static var programs: URL {
    (Foundation.Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// The path of a program that was built together with this one.
  ///
  /// - Throws: `Unmeasured` if it was not built.
  static func program(_ name: String) throws -> String {
    let path = programs.appending(path: name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Unmeasured(description: "\(name) is not built beside flowbench")
    }
    return path
  }
}
