import Synchronization

/// A flow with all that defines a run of it: the program, and the bytes and the hash of the bundle
/// that a run is pinned to.
struct ReadFlow: Sendable {
  let program: Program
  let bytes: [UInt8]
  let hash: String
}

/// Programs that were read already, by the hash of their bundle.
package final class ProgramCache: Sendable {
  private let programs = Mutex<[String: Program]>([:])
  private let flows = Mutex<[String: ReadFlow]>([:])
  private let keepsFlows: Bool

  /// A cache with nothing in it.
  ///
  /// - Parameter keepsFlows: Whether a flow's files are read once only: for engines that are opened
  ///   one after the other and have to run the same definition.
  package init(keepsFlows: Bool = false) { self.keepsFlows = keepsFlows }

  /// A flow as it was first read.
  func flow(_ name: String, read: () throws -> ReadFlow) throws -> ReadFlow {
    guard keepsFlows else { return try read() }
    if let known = flows.withLock({ $0[name] }) { return known }
    let flow = try read()
    flows.withLock { $0[name] = flow }
    return flow
  }

  subscript(hash: String) -> Program? { programs.withLock { $0[hash] } }

  func program(_ hash: String, read: () throws -> Program) throws -> Program {
    if let known = self[hash] { return known }
    let program = try read()
    programs.withLock { $0[hash] = program }
    return program
  }
}
