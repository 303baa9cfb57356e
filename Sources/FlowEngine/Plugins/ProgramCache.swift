import Synchronization

/// Programs that were read already, by the hash of their bundle.
package final class ProgramCache: Sendable {
  private let programs = Mutex<[String: Program]>([:])

  /// A cache with nothing in it.
  package init() {}

  subscript(hash: String) -> Program? { programs.withLock { $0[hash] } }

  func program(_ hash: String, read: () throws -> Program) throws -> Program {
    if let known = self[hash] { return known }
    let program = try read()
    programs.withLock { $0[hash] = program }
    return program
  }
}
