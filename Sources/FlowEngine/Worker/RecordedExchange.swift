package import FlowValue

/// An HTTP call of a run, as the run's journal tells it.
package struct RecordedExchange: Sendable {
  package let method: String
  /// The path, decoded, as whoever answers sees it.
  package var path: String
  package var query: FlowValue
  /// What was sent, with handles where texts of secrets were; `nil` for nothing.
  package var body: FlowValue?
  package let isWrite: Bool
  package var result: Result

  /// What came of it.
  package enum Result: Sendable {
    /// `status`, `reason`, `headers`, `body`, `bodyKind`, `requestId` and `correlationId`.
    case answer(FlowValue)
    /// Nothing came, or nothing that says what was done.
    case unknown
    case problem(Problem)
  }

  /// A call from the arguments of its effect, whose url is resolved; `nil` if it has none.
  ///
  /// A call without an outcome is one that nobody waited for any more.
  init?(_ arguments: FlowValue, isWrite: Bool, outcome: Outcome?) {
    guard let url = arguments["url"]?.string else { return nil }
    method = arguments["method"]?.string?.uppercased() ?? "GET"
    let seen = SimulatorRequest.value(
      of: HTTPRequest(method: method, url: Self.url(url, query: arguments["query"])))
    path = seen["path"]?.string ?? "/"
    query = seen["query"] ?? [:]
    body = arguments["body"] ?? arguments["form"] ?? arguments["text"]
    self.isWrite = isWrite
    result =
      switch outcome {
      case .value(let answer): .answer(answer)
      case .problem(let problem): .problem(problem)
      case .unknown, nil: .unknown
      }
  }

  private static func url(_ url: String, query: FlowValue?) -> String {
    let pairs = (query?.object ?? [:]).flatMap { name, value in
      (value.array ?? [value]).filter { $0 != .null }
        .map { (name: name, value: $0.string ?? $0.json) }
    }
    if pairs.isEmpty { return url }
    return url + (url.contains("?") ? "&" : "?") + FormEncoding.encoded(pairs)
  }
}
