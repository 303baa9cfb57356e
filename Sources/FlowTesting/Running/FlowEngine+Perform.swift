import FlowEngine

extension FlowEngine {
  /// Lets something happen in a simulator of the plugins around a flow.
  ///
  /// - Throws: `EngineError` if there is no such simulator or command, or it is refused.
  func perform(
    _ command: [String], ofSimulator name: String, beside flow: String
  ) async throws {
    let simulators = try simulators(beside: flow)
    guard let simulator = simulators.first(where: { $0.name == name }) else {
      throw EngineError.usage("No plugin in use has a simulator '\(name)'.")
    }
    _ = try await simulator.perform(command)
  }
}
