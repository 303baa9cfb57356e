import FlowEngine
import FlowValue

/// The mocks of a fixture, and the calls of its expectations.
extension FixtureReader {
  mutating func mock(_ node: LocatedValue) -> HTTPMock? {
    guard let fields = fields(of: node, .mock), let request = fields["request"],
      let call = mockedCall(request)
    else { return nil }
    let answers = answers(fields, to: call)
    if answers.isEmpty {
      report(
        .mockWithoutAnswer, at: node.location, "the mock does not say what is answered",
        hint: "add 'response', 'responses' or 'lost: true'")
    }
    return HTTPMock(call: call, answers: answers, times: times(fields["times"], answers.count))
  }

  private mutating func mockedCall(_ node: LocatedValue) -> ExpectedCall? {
    guard let fields = fields(of: node, .mockRequest), let method = fields["method"],
      let path = fields["path"]
    else { return nil }
    guard let pattern = CallPattern(method: method.string ?? "", path: path.string ?? "") else {
      badPattern("\(method.string ?? "") \(path.string ?? "")", at: path.location)
      return nil
    }
    return call(pattern, fields)
  }

  /// A call of an expectation.
  mutating func expectedCall(_ node: LocatedValue) -> ExpectedCall? {
    guard let fields = fields(of: node, .expectedCall), let http = fields["http"] else {
      return nil
    }
    guard let pattern = CallPattern(http.string ?? "") else {
      badPattern(http.string ?? "", at: http.location)
      return nil
    }
    return call(pattern, fields)
  }

  private func call(_ pattern: CallPattern, _ fields: Fields) -> ExpectedCall {
    ExpectedCall(
      pattern: pattern, query: fields["query"].map { texts($0) { $0 } },
      headers: fields["headers"].map { texts($0) { $0.lowercased() } },
      body: fields["body"].map { ExpectedValue($0) }, location: fields.node.location)
  }

  /// What stands in a query or a header is text, however it is written here.
  private func texts(_ node: LocatedValue, _ name: (String) -> String) -> ExpectedValue {
    func text(_ value: FlowValue) -> ExpectedValue {
      if let list = value.array { return .list(list.map(text), isExact: true) }
      return .scalar(.string(value.string ?? value.json))
    }
    return .object(
      (node.members ?? []).map { (name($0.key), text($0.value.value)) },
      isExact: node.tag == ExpectedValue.exactTag)
  }

  private mutating func badPattern(_ text: String, at location: SourceLocation) {
    report(
      .badCallPattern, at: location, "'\(text)' is not a method and a path",
      hint: "write for example POST /v1/orders/*/lines")
  }

  private mutating func answers(_ fields: Fields, to call: ExpectedCall) -> [HTTPMock.Answer] {
    if let lost = fields["lost"], lost.value != false {
      return [lost.string == "request" ? .cut : .lost]
    }
    let responses = fields["response"].map { [$0] } ?? fields["responses"]?.elements ?? []
    return responses.compactMap { response($0, to: call) }
  }

  private mutating func response(_ node: LocatedValue, to call: ExpectedCall) -> HTTPMock.Answer? {
    guard let fields = fields(of: node, .mockResponse), fields["status"] != nil else { return nil }
    do {
      return .response(try SimulatorAnswer.response(node.value, method: call.pattern.method))
    } catch {
      report(.valueNotAllowed, at: node.location, "\(error)")
      return nil
    }
  }

  /// How often the mock answers; `nil` for any number of times.
  private mutating func times(_ node: LocatedValue?, _ answers: Int) -> Int? {
    guard let node else { return max(1, answers) }
    guard let times = node.value.integer else { return nil }
    if times < 1 {
      report(
        .valueNotAllowed, at: node.location, "'times' must be at least 1, or any",
        hint: "a call that must not come belongs into 'expect.never'")
    }
    return Int(clamping: times)
  }
}
