import FlowValue

/// `try`: a list of tasks whose problems are caught: retried, handled, or let pass.
final class TryFrame: Frame {
  private enum Stage { case attempt, jitter(RetryDelay), delay, handler }

  private let attempt: TryCatch
  private let body: TaskBodyInput
  private var stage = Stage.attempt
  private var number = 1
  private var firstAttemptAt: Timestamp?

  init(attempt: TryCatch, body: TaskBodyInput) {
    self.attempt = attempt
    self.body = body
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch (stage, event) {
      case (_, .start): return try enterAttempt(in: walk)
      case (.attempt, .failed(let problem)):
        walk.disarm()
        return try handle(problem, in: walk)
      case (.attempt, .completed(let value, let directive)):
        if number == 1 { walk.observer.branchTaken(body.facts.task.branch(.notCaught)) }
        return .complete(value, directive)
      case (.handler, .completed(let value, let directive)): return .complete(value, directive)
      case (.handler, .failed(let problem)): return .fail(problem)
      case (.jitter(let delay), .answered(.value(let random))):
        return sleep(delay.milliseconds(random: random.number ?? 0), in: walk)
      case (.delay, .answered(.value)):
        number += 1
        return try enterAttempt(in: walk)
      case (_, .answered(.problem(let problem))): return .fail(problem)
      default: return .fail(.unexpectedOutcome)
      }
    } catch {
      return .fail(error)
    }
  }

  private func enterAttempt(in walk: Walk) throws(Problem) -> Step {
    stage = .attempt
    firstAttemptAt = firstAttemptAt ?? walk.time
    var scope = body.scope
    scope.key = scope.key.attempt(number)
    scope.attempt = number
    if let limit = attempt.catch.retry?.attemptDuration {
      walk.arm(
        try walk.expressions.milliseconds(limit, body.arguments(in: walk)),
        key: scope.key.part("attemptDeadline"), task: body.facts.task.reference)
    }
    return .enter(DoFrame(tasks: attempt.tasks, input: body.input, scope: scope))
  }

  private func handle(_ problem: Problem, in walk: Walk) throws(Problem) -> Step {
    let clause = attempt.catch
    var arguments = body.arguments(in: walk)
    arguments.variables = arguments.variables.adding(clause.as, problem.value)
    guard clause.matches(problem),
      try clause.when.map({ (when) throws(Problem) in
        try walk.expressions.holds(when, arguments)
      }) ?? true,
      try
        !(clause.exceptWhen.map { (when) throws(Problem) in
          try walk.expressions.holds(when, arguments)
        } ?? false)
    else { return .fail(problem) }
    if let policy = clause.retry,
      let delay = try RetryDelay(
        policy, afterAttempt: number, since: firstAttemptAt ?? walk.time, now: walk.time,
        arguments: arguments, in: walk)
    {
      walk.observer.branchTaken(body.facts.task.branch(.retried))
      return retry(after: delay, in: walk)
    }
    // A retry that ran out of attempts has not handled the problem; a bare catch has.
    if clause.tasks.isEmpty && clause.retry != nil { return .fail(problem) }
    walk.observer.branchTaken(body.facts.task.branch(.caught))
    guard !clause.tasks.isEmpty else { return .complete(body.input) }
    stage = .handler
    var scope = body.scope
    scope.key = scope.key.catch
    scope.variables = arguments.variables
    return .enter(DoFrame(tasks: clause.tasks, input: body.input, scope: scope))
  }

  private func retry(after delay: RetryDelay, in walk: Walk) -> Step {
    guard delay.jitter != nil else { return sleep(delay.milliseconds(random: 0), in: walk) }
    stage = .jitter(delay)
    return .ask(
      EffectRequest(
        key: body.scope.key.attempt(number).part("jitter"), kind: .random, arguments: .null,
        owner: walk.program.workflow.document.name, task: body.facts.task.reference))
  }

  private func sleep(_ milliseconds: Int64, in walk: Walk) -> Step {
    stage = .delay
    let key = body.scope.key.attempt(number).part("delay")
    return .ask(walk.sleep(milliseconds, key: key, task: body.facts.task.reference))
  }
}

extension CatchClause {
  /// Whether the problem has every member that `errors.with` names.
  func matches(_ problem: Problem) -> Bool {
    with.allSatisfy { name, wanted in
      switch (name, wanted) {
      case ("type", .string(let type)): ProblemType.areEqual(type, problem.type)
      default: problem.value[name] == wanted
      }
    }
  }
}

/// How long to wait before the next attempt.
struct RetryDelay {
  let base: Int64
  let jitter: ClosedRange<Int64>?

  /// `nil` where the policy does not want another attempt.
  init?(
    _ policy: RetryPolicy, afterAttempt number: Int, since start: Timestamp, now: Timestamp,
    arguments: ExpressionArguments, in walk: Walk
  ) throws(Problem) {
    let expressions = walk.expressions
    if let attempts = policy.attempts, number > attempts { return nil }
    if let when = policy.when, try !expressions.holds(when, arguments) { return nil }
    if let when = policy.exceptWhen, try expressions.holds(when, arguments) { return nil }
    if let duration = policy.duration,
      now.milliseconds - start.milliseconds >= (try expressions.milliseconds(duration, arguments))
    {
      return nil
    }
    var delay: Int64 = 0
    if let template = policy.delay { delay = try expressions.milliseconds(template, arguments) }
    base = policy.backoff.scaled(delay, attempt: number)
    if let bounds = policy.jitter {
      let from = try expressions.milliseconds(bounds.from, arguments)
      jitter = from...max(from, try expressions.milliseconds(bounds.to, arguments))
    } else {
      jitter = nil
    }
  }

  /// The delay with its share of jitter, from a random number in 0..<1.
  func milliseconds(random: Double) -> Int64 {
    guard let jitter else { return base }
    let extra = jitter.lowerBound + Int64(random * Double(jitter.upperBound - jitter.lowerBound))
    let (sum, overflow) = base.addingReportingOverflow(extra)
    return overflow ? .max : sum
  }
}

extension RetryPolicy.Backoff {
  /// The delay after the given attempt, from 1.
  ///
  /// Exponential doubles; no delay passes a year.
  func scaled(_ delay: Int64, attempt: Int) -> Int64 {
    let year: Int64 = 365 * 86_400_000
    let factor: Int64 =
      switch self {
      case .constant: 1
      case .linear: Int64(attempt)
      case .exponential: 1 << min(Int64(attempt) - 1, 40)
      }
    let (product, overflow) = delay.multipliedReportingOverflow(by: factor)
    return overflow ? year : min(product, year)
  }
}

extension Walk {
  /// A pause that the engine itself asks for.
  fileprivate func sleep(_ milliseconds: Int64, key: EffectKey, task: String) -> EffectRequest {
    EffectRequest(
      key: key, kind: .sleep, arguments: ["milliseconds": .integer(max(0, milliseconds))],
      owner: program.workflow.document.name, task: task)
  }
}
