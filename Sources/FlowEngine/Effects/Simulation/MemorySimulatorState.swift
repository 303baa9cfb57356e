import Foundation
import Synchronization

/// The state of a simulator that lives as long as the process.
package final class MemorySimulatorState: SimulatorState {
  private let values = Mutex<[String: String]>([:])
  /// Held for the length of a transaction: several simulators may share the state.
  private let turn = NSLock()

  /// A state that has this in it, as JSON by key.
  package init(_ contents: [String: String] = [:]) { values.withLock { $0 = contents } }

  package func transaction<Result>(
    _ body: (any SimulatorTransaction) throws -> Result
  ) throws -> Result {
    turn.lock()
    defer { turn.unlock() }
    let transaction = MemoryTransaction(values.withLock { $0 })
    let result = try body(transaction)
    let changed = transaction.values
    values.withLock { $0 = changed }
    return result
  }

  /// What is remembered now, as JSON by key.
  package var contents: [String: String] { values.withLock(\.self) }

  package func reset() { values.withLock { $0 = [:] } }
}

private final class MemoryTransaction: SimulatorTransaction {
  var values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  func get(_ key: String) -> String? { values[key] }

  func put(_ key: String, _ json: String?) { values[key] = json }

  func list(_ prefix: String) -> [(key: String, json: String)] {
    values.filter { $0.key.utf8.starts(with: prefix.utf8) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (key: $0.key, json: $0.value) }
  }
}
