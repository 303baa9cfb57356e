/// Carries requests to a simulator in this process.
package struct SimulatorTransport: HTTPTransport {
  private let simulator: Simulator

  /// A transport to one simulator.
  package init(_ simulator: Simulator) { self.simulator = simulator }

  package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    await simulator.handle(request)
  }
}
