import FlowValue
import LuaVM

/// A call into Lua: a hook, or a plugin's function.
///
/// The script runs until it asks for something. What the run itself knows is answered at once; an
/// effect waits for its outcome; a function of a plugin runs in a frame of its own.
final class ScriptFrame: Frame {
  private enum Waiting { case nothing, http(first: Int), effect, limit, function }

  private let script: ScriptReference
  private let arguments: [FlowValue]
  private let key: EffectKey
  private let owner: String
  private let task: String
  /// What a trace calls it.
  private let name: String

  private var call: LuaCall?
  private var waiting = Waiting.nothing
  /// How many effects the script has asked for: the number of the next one.
  private var count = 0
  /// How often each HTTP effect was sent.
  private var attempts: [Int: Int] = [:]

  init(
    script: ScriptReference, name: String, arguments: [FlowValue], key: EffectKey, owner: String,
    task: String
  ) {
    self.name = name
    self.script = script
    self.arguments = arguments
    self.key = key
    self.owner = owner
    self.task = task
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch (waiting, event) {
    case (_, .start):
      let seed = SeededKey.seed(run: walk.run.id.rawValue, key: key.text)
      walk.observer.noted(.scriptBegan(name, arguments: arguments, task: task))
      call = walk.scripts.vm.call(script.function, arguments: arguments, seed: seed)
      return run(nil, in: walk)
    case (.limit, .answered(let outcome)):
      guard case .problem(let problem) = outcome else { return .fail(.unexpectedOutcome) }
      return fail(problem, in: walk)
    case (.http(let first), .answered(.unknown(let reason))):
      return run(
        .value([
          "unknown": .string(reason), "restarted": .bool(reason == Outcome.restarted),
          "effect": .integer(Int64(first)),
        ]), in: walk)
    case (.http(let first), .answered(.value(var answer))):
      answer["effect"] = .integer(Int64(first))
      return run(.value(answer), in: walk)
    case (_, .answered(.value(let value))): return run(.value(value), in: walk)
    case (_, .answered(.problem(let problem))): return run(.raise(problem.value), in: walk)
    case (_, .answered(.unknown(let reason))):
      return run(.raise(ProblemType.outcomeUnknown.problem(reason).value), in: walk)
    case (_, .completed(let value, _)): return run(.value(value ?? .null), in: walk)
    case (_, .failed(let problem)): return run(.raise(problem.value), in: walk)
    case (_, .branch): return .fail(.unexpectedOutcome)
    }
  }

  func abandoned(in walk: Walk) { call?.close() }

  /// Where the script stands while it waits, the innermost function first.
  var frames: [LuaFrame] { call?.frames ?? [] }

  private func run(_ answer: LuaAnswer?, in walk: Walk) -> Step {
    guard let call else { return .fail(.unexpectedOutcome) }
    if walk.isLimitRecorded(at: limitKey) {
      call.close()
      return askForLimit("recorded before")
    }
    var answer = answer
    while true {
      switch call.resume(answer) {
      case .returned(let value):
        walk.observer.noted(.scriptReturned(name, value, task: task))
        return .complete(value)
      case .failed(let failure):
        if case .limit = failure.kind { return askForLimit("\(failure)") }
        return fail(Problem(failure), in: walk)
      case .host(let name, let arguments):
        switch HostCall(name: name, arguments: arguments).answer(owner: owner, task: task, in: walk)
        {
        case .now(let immediate): answer = immediate
        case .effect(let kind, let arguments): return ask(kind, arguments)
        case .prompt(let prompt):
          waiting = .effect
          defer { count += 1 }
          return .ask(prompt.request(key: key.effect(count), owner: owner, task: task))
        case .function(let name, let arguments): return enter(name, arguments, in: walk)
        }
      }
    }
  }

  private func fail(_ problem: Problem, in walk: Walk) -> Step {
    walk.observer.noted(.scriptFailed(name, problem, task: task))
    return .fail(problem)
  }

  private func ask(_ kind: EffectRequest.Kind, _ arguments: [FlowValue]) -> Step {
    var effect = key.effect(count)
    waiting = .effect
    if kind == .http {
      let first = arguments.dropFirst().first?.integer.flatMap { Int(exactly: $0) } ?? count
      attempts[first, default: 0] += 1
      effect = key.effect(first).attempt(attempts[first] ?? 1)
      waiting = .http(first: first)
    }
    count += 1
    return .ask(
      EffectRequest(
        key: effect, kind: kind, arguments: arguments.first ?? .null, owner: owner, task: task))
  }

  private func enter(_ name: String, _ arguments: FlowValue, in walk: Walk) -> Step {
    waiting = .function
    let scope = key.effect(count).part(name)
    count += 1
    do throws(Problem) {
      return .enter(
        try FunctionFrame(name: name, arguments: arguments, key: scope, task: task, in: walk))
    } catch {
      return run(.raise(error.value), in: walk)
    }
  }

  private var limitKey: EffectKey { key.effect(count).part("limit") }

  private func askForLimit(_ what: String) -> Step {
    waiting = .limit
    return .ask(
      EffectRequest(
        key: limitKey, kind: .limit, arguments: ["limit": .string(what)], owner: owner, task: task))
  }
}

extension Problem {
  /// What a Lua error becomes: the problem that the script raised, or a runtime error with the
  /// place in the script.
  init(_ failure: LuaFailure) {
    if let raised = failure.value.flatMap(Problem.init) {
      self = raised
      return
    }
    let place = [failure.source, failure.line.map(String.init)].compactMap(\.self)
    let detail = (place + [" " + failure.message]).joined(separator: ":")
    self = ProblemType.runtime.problem(
      place.isEmpty ? failure.message : detail,
      members: ["traceback": .string(failure.traceback)])
  }

  /// An outcome came for a frame that had asked for nothing.
  static let unexpectedOutcome = ProblemType.runtime.problem(
    "The walk was given an outcome that nothing waits for.")

  /// The problem with the place of the task that met it first.
  func located(at reference: String) -> Problem {
    var problem = self
    problem.instance = instance ?? reference
    return problem
  }
}
