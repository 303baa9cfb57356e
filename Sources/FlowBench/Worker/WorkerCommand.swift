import ArgumentParser
import FlowEngine
import FlowTesting
import FlowValue
import Foundation

/// A part of a benchmark that needs a process of its own.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Do a part of a benchmark in a process of its own.",
    shouldDisplay: false)

  enum Task: String, CaseIterable, ExpressibleByArgument {
    /// Runs of 7 entries, to their end.
    case finish
    /// Runs that wait; prints by how many bytes memory has grown.
    case wait
    /// Runs of 20 entries that are under way when the process is killed.
    case die
  }

  @Argument var task: Task
  @Option var folder: String
  @Option var count: Int
  @Option var atOnce = 16

  func run() async throws {
    FlowBench.logOnlyErrors()
    let workplace = Workplace(at: URL(filePath: folder))
    try await workplace.withEngine { engine in
      switch task {
      case .finish: try await engine.drive(count, of: .entries(7), atOnce: atOnce)
      case .wait: print(try await memoryGrowth(of: engine))
      case .die: try await die(engine)
      }
    }
  }

  private func memoryGrowth(of engine: FlowEngine) async throws -> Int {
    // What one run needs, the process keeps for the next.
    try await engine.drive(4 * atOnce, of: .waiting, atOnce: atOnce, expecting: .waiting)
    let before = try ProcessUsage.residentBytes()
    try await engine.drive(count, of: .waiting, atOnce: atOnce, expecting: .waiting)
    return try ProcessUsage.residentBytes() - before
  }

  /// Kills this process once the journals of all runs have 20 entries, all but the last one.
  private func die(_ engine: FlowEngine) async throws {
    let (arrivals, arrival) = AsyncStream<Void>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        let stopping = FlowEngine(
          surroundings: engine.surroundings,
          store: InterposedStore.stopping(try engine.store, after: 19) { arrival.yield() })
        group.addTask {
          _ = try await stopping.start(BenchFlow.entries(21).name, input: ["number": 1]).finish()
        }
      }
      group.addTask {
        var missing = count
        for await _ in arrivals {
          missing -= 1
          if missing == 0 { kill(getpid(), SIGKILL) }
        }
      }
      try await group.waitForAll()
    }
  }
}

extension InterposedStore {
  /// A store that is silent after so many appends: they are durable, and nobody learns of it.
  fileprivate static func stopping(
    _ store: any RunStore, after limit: Int, _ stopped: @escaping @Sendable () -> Void
  ) -> InterposedStore {
    let count = Counter()
    var interposed = InterposedStore(store)
    interposed.aroundAppend = { append in
      try await append()
      guard await count.next() >= limit else { return }
      stopped()
      try await Task.sleep(for: .seconds(600))
    }
    return interposed
  }
}

private actor Counter {
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}
