import FlowEngine
import FlowValue
import Foundation

/// A folder with flows and a home for their runs.
struct Workplace: Sendable {
  let folder: URL

  /// A folder in which flows were written already.
  init(at folder: URL) { self.folder = folder }

  /// Writes flows into a folder.
  init(_ flows: [BenchFlow], in folder: URL) throws {
    self.init(at: folder)
    for flow in flows {
      for (path, text) in flow.files { try write(path, text) }
    }
  }

  var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FLOWCTL_") }
      .merging(["FLOWCTL_HOME": folder.appending(path: "home").path]) { $1 }
  }

  /// Opens an engine for as long as `body` runs, however that ends.
  func withEngine<Result: Sendable>(
    _ body: (FlowEngine) async throws -> Result
  ) async throws -> Result {
    let engine = try await FlowEngine(
      EngineOptions(environment: environment, workingDirectory: folder))
    do {
      let result = try await body(engine)
      await engine.close()
      return result
    } catch {
      await engine.close()
      throw error
    }
  }

  private func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

extension FlowEngine {
  /// Starts runs and drives each to where it ends or waits.
  func drive(
    _ count: Int, of flow: BenchFlow, atOnce: Int, expecting phase: RunPhase = .completed
  ) async throws {
    try await forEach(0..<count, atOnce: atOnce) { number in
      let report = try await start(flow.name, input: ["number": .integer(Int64(number))]).finish()
      try report.require(phase)
    }
  }
}

extension RunReport {
  /// - Throws: `BenchmarkFailure` if the run stands elsewhere.
  func require(_ expected: RunPhase) throws(BenchmarkFailure) {
    guard phase == expected else {
      throw BenchmarkFailure(
        description: "run \(id) is \(phase): \(error?.detail ?? error?.title ?? "no error")")
    }
  }
}

/// Does something for each of many, of which only so many are under way at a time.
func forEach<Items: Collection & Sendable>(
  _ items: Items, atOnce: Int, _ work: @escaping @Sendable (Items.Element) async throws -> Void
) async throws where Items.Element: Sendable {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (index, item) in items.enumerated() {
      if index >= atOnce { try await group.next() }
      group.addTask { try await work(item) }
    }
    try await group.waitForAll()
  }
}
