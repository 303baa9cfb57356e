/// Sends some origins elsewhere: to simulators, usually.
package struct RoutingTransport: HTTPTransport {
  private let routes: [Origin: any HTTPTransport]
  private let otherwise: (any HTTPTransport)?

  /// Without `otherwise`, a request to any other origin is not sent.
  package init(routes: [Origin: any HTTPTransport], otherwise: (any HTTPTransport)?) {
    self.routes = routes
    self.otherwise = otherwise
  }

  /// Whether the origin is sent elsewhere.
  package func hasRoute(to origin: Origin) -> Bool { routes[origin] != nil }

  package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    guard let origin = Origin(url: request.url) else {
      throw .notSent("'\(request.url)' is not an http or https URL")
    }
    guard let transport = routes[origin] ?? otherwise else {
      throw .notSent("everything is simulated here, and no simulator answers for \(origin)")
    }
    return try await transport.send(request)
  }
}
