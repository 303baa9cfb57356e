import Foundation

/// How often runs of 7 entries wait for the disk, counted by strace over a process that does
/// nothing else, from its start to its exit.
struct DiskWaits: Benchmark {
  let runsAtOnce: Int
  let number = 3

  var name: String {
    let runs = runsAtOnce == 1 ? "alone" : "\(runsAtOnce) runs at once"
    return "fdatasync calls a run of 7 entries, \(runs)"
  }

  var budget: Budget { runsAtOnce == 1 ? .atMost(9) : .below(1.5) }

  func run(on ground: Ground) async throws -> Measurement {
    guard let strace = Command.find("strace") else {
      throw Unmeasured(description: "strace is missing")
    }
    let samples = try await ground.measure { folder in
      _ = try Workplace([.entries(7)], in: folder)
      // The first run of a home also makes the journal and keeps the flow.
      try await finish(1, in: folder).succeed()
      let traced = try finish(runsAtOnce, in: folder)
      let counts = folder.appending(path: "counts").path
      try await Command(
        path: strace,
        arguments: [
          "-f", "-c", "-e", "trace=fdatasync,fsync", "-o", counts, traced.path,
        ] + traced.arguments
      ).succeed()
      return try Self.calls(in: counts) / Double(runsAtOnce)
    }
    return Measurement(samples: samples, unit: "calls")
  }

  private func finish(_ count: Int, in folder: URL) throws -> Command {
    try Command.worker([
      "finish", "--folder", folder.path, "--count", "\(count)", "--at-once", "\(runsAtOnce)",
    ])
  }

  /// The fourth column of strace's table is the number of calls, the last one the name.
  private static func calls(in file: String) throws -> Double {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let counts = lines.compactMap { line -> Double? in
      let columns = line.split(separator: " ")
      guard columns.count >= 5, ["fdatasync", "fsync"].contains(columns.last) else { return nil }
      return Double(columns[3])
    }
    if counts.isEmpty { throw Unmeasured(description: "strace saw no call; may it trace here?") }
    return counts.reduce(0, +)
  }
}
