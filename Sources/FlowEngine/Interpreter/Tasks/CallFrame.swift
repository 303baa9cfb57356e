import FlowValue

/// `call`: a plugin's function, or the standard's `http`.
final class CallFrame: Frame {
  private let call: Call
  private let body: TaskBodyInput
  private var isWrite = true
  private var prompt: Prompt?

  init(call: Call, body: TaskBodyInput) {
    self.call = call
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch (event, call) {
      case (.start, .prompt(let with)): return try ask(with, in: walk)
      case (.start, .defined(let call, let with)): return try enter(call, with, in: walk)
      case (.answered(let outcome), .prompt): return try answered(outcome)
      case (.start, .function(let name, let with)):
        let arguments = try walk.expressions.evaluate(with, body.arguments(in: walk))
        return .enter(
          try FunctionFrame(
            name: name, arguments: arguments, key: key, task: body.facts.task.reference, in: walk))
      case (.start, .http(let http)):
        let request = EffectRequest(
          key: key.effect(0), kind: .http,
          arguments: try http.arguments(body.arguments(in: walk), in: walk),
          owner: walk.program.workflow.document.name, task: body.facts.task.reference)
        isWrite = request.isWrite
        return .ask(request)
      case (.answered(let outcome), .http(let http)):
        return try http.complete(outcome, isWrite: isWrite)
      case (.completed(let value, _), _): return .complete(value)
      case (.failed(let problem), _): return .fail(problem)
      case (.answered, _), (.branch, _): return .fail(.unexpectedOutcome)
      }
    } catch {
      return .fail(error)
    }
  }

  private var key: EffectKey { body.scope.key.part("body") }

  private func ask(_ with: Template, in walk: Walk) throws(Problem) -> Step {
    let owner = walk.program.workflow.document.name
    let arguments = try walk.expressions.evaluate(with, body.arguments(in: walk))
    let prompt = try Prompt(arguments, owner: owner, in: walk)
    self.prompt = prompt
    if !prompt.isOpen { return .complete(prompt.given) }
    return .ask(
      prompt.request(key: key.effect(0), owner: owner, task: body.facts.task.reference))
  }

  private func answered(_ outcome: Outcome) throws(Problem) -> Step {
    switch outcome {
    case .value(let answer): return .complete(answer)
    case .problem(let problem): throw problem
    case .unknown: throw .unexpectedOutcome
    }
  }

  /// A function of the definition: its call, whose expressions see the arguments as their input.
  private func enter(_ call: Call, _ with: Template, in walk: Walk) throws(Problem) -> Step {
    let arguments = try walk.expressions.evaluate(with, body.arguments(in: walk))
    return .enter(
      CallFrame(
        call: call, body: TaskBodyInput(facts: body.facts, input: arguments, scope: body.scope)))
  }
}

extension HTTPCall {
  /// The arguments of the effect, with the expressions in them evaluated.
  fileprivate func arguments(_ arguments: ExpressionArguments, in walk: Walk) throws(Problem)
    -> FlowValue
  {
    func value(_ template: Template?) throws(Problem) -> FlowValue? {
      guard let template else { return nil }
      return try walk.expressions.evaluate(template, arguments)
    }
    let method = try value(self.method)?.string?.uppercased() ?? "GET"
    var request: FlowObject = ["method": .string(method)]
    request["url"] = try value(endpoint)
    request["headers"] = try value(headers)
    request["query"] = try value(query)
    request["body"] = try value(body)
    request["redirect"] = redirect ? true : nil
    request["write"] = .bool(!["GET", "HEAD", "OPTIONS"].contains(method))
    switch authentication {
    case .named(let name):
      let own = walk.program.workflow.use.authentications[name]
      request["authentication"] = try own?.value(arguments, in: walk) ?? .string(name)
    case .inline(let object): request["authentication"] = try object.value(arguments, in: walk)
    case nil: break
    }
    return .object(request)
  }

  /// The task's output: what `output` asks for, or the standard's communication error for a status
  /// that is no success.
  fileprivate func complete(_ outcome: Outcome, isWrite: Bool) throws(Problem) -> Step {
    switch outcome {
    case .problem(let problem): throw problem
    case .unknown(let reason):
      throw (isWrite ? ProblemType.outcomeUnknown : .communication).problem(reason)
    case .value(let answer):
      let status = answer["status"]?.integer.flatMap { Int(exactly: $0) } ?? 0
      guard 200..<300 ~= status || (redirect && 300..<400 ~= status) else {
        var problem = ProblemType.communication.problem("The answer has status \(status).")
        problem.status = status
        problem.members["response"] = answer["body"]
        throw problem
      }
      return .complete(output == .response ? answer : answer["body"] ?? .null)
    }
  }
}
