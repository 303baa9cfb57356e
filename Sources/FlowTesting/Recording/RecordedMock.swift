import FlowEngine
import FlowValue

/// A call of a run as a fixture says it: what is asked and what is answered.
struct RecordedMock {
  let exchange: RecordedExchange
  let volatility: Volatility
  /// The definition's own texts, in lower case.
  let constants: String

  /// Whether an answer from outside is needed to have it again.
  var isNeeded: Bool {
    guard case .problem(let problem) = exchange.result else { return true }
    return problem.isFromOutside
  }

  /// The method and the path, with a star for what would be another one.
  var path: String {
    let parts = exchange.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      volatility.contains(String(part))
        ? "*" : String(part.map { " ?#*".contains($0) ? "*" : $0 })
    }
    return parts.joined(separator: "/")
  }

  /// What tells the call from others: `path` with everything that stays the same of the query, and
  /// of the body where it is asked for.
  func request(withBody: Bool) -> FlowValue {
    var request: FlowValue = ["method": .string(exchange.method), "path": .string(path)]
    request["query"] = query
    if withBody { request["body"] = body }
    return request
  }

  /// What is expected of a write.
  var expectation: FlowValue {
    var call: FlowValue = ["http": .string("\(exchange.method) \(path)")]
    call["query"] = query
    call["body"] = body
    return call
  }

  private var query: FlowValue? { filled(volatility.lasting(exchange.query)) }

  private var body: FlowValue? { filled(exchange.body.flatMap { volatility.lasting($0) }) }

  private func filled(_ value: FlowValue?) -> FlowValue? {
    switch value {
    case .object([:]), .array([]), .null: nil
    default: value
    }
  }

  /// The members of the mock beside its request.
  var answer: FlowValue {
    switch exchange.result {
    case .answer(let answer): ["response": response(answer)]
    case .unknown: ["lost": true]
    case .problem(let problem) where problem.type == ProblemType.consentRequired.uri:
      ["response": ["status": 401, "reason": problem.members["error"] ?? ""]]
    case .problem: ["lost": "request"]
    }
  }

  private func response(_ answer: FlowValue) -> FlowValue {
    let status = answer["status"]?.integer ?? 200
    var response: FlowValue = ["status": .integer(status)]
    if status >= 400, let reason = answer["reason"], reason != "" { response["reason"] = reason }
    let body = answer["body"] ?? .null
    let headers = headers(answer, body)
    if !headers.isEmpty { response["headers"] = .object(headers) }
    if body != .null { response["body"] = body.withMadeUpSecrets }
    return response
  }

  /// Those that the engine or the definition looks at; the rest is noise.
  private func headers(_ answer: FlowValue, _ body: FlowValue) -> FlowObject {
    let isPlain = body.object != nil || body.array != nil || body == .null
    return (answer["headers"]?.object ?? [:]).filter { name, value in
      switch name {
      case "content-type": !isPlain
      case "retry-after", "location": true
      case "date", "content-length", "server", "set-cookie": false
      default:
        // An id in a header belongs to the exchange, and is another one each time.
        constants.contains(name) && !volatility.contains(value.string ?? "")
          && value.string?.wholeMatch(of: /[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/)
            == nil
      }
    }
  }
}

extension Problem {
  /// Whether whoever was called is the reason, and not the run itself.
  fileprivate var isFromOutside: Bool {
    [ProblemType.consentRequired.uri, ProblemType.communication.uri].contains(type)
  }
}

extension FlowValue {
  /// Made-up texts in the place of secrets, so that they can be taken out again.
  fileprivate var withMadeUpSecrets: FlowValue {
    switch self {
    case .secret(let name):
      .string("made-up-" + (name.split(separator: "/").last.map(String.init) ?? "secret"))
    case .array(let elements): .array(elements.map(\.withMadeUpSecrets))
    case .object(let members): .object(members.mapValues(\.withMadeUpSecrets))
    default: self
    }
  }
}
