import FlowEngine

extension FlowEngine {
  func perform(_ command: [String], ofSimulator name: String) async throws {
    throw EngineError.usage("The simulator \(name) has no commands.")
  }
}
