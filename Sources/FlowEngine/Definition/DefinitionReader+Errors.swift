import FlowValue

/// Errors: raising them, catching them, trying again.
extension DefinitionReader {
  mutating func raise(_ node: LocatedValue?) -> ErrorDefinition? {
    guard let node, let fields = fields(of: node, .raise), let error = fields["error"] else {
      return nil
    }
    guard let name = error.string else { return errorDefinition(error) }
    checkReference(error, to: "errors")
    return use.errors[name]
  }

  mutating func errorDefinition(_ node: LocatedValue) -> ErrorDefinition? {
    guard let fields = fields(of: node, .error) else { return nil }
    let type = fields["type"].map { template($0) }
    let status = fields["status"].map { template($0) }
    if let node = fields["status"], case .literal(.string) = status {
      wrongType("'status'", node, .integer)
    }
    let title = fields["title"].map { template($0) }
    let detail = fields["detail"].map { template($0) }
    let instance = fields["instance"].map { template($0) }
    guard let type, let status else { return nil }
    return ErrorDefinition(
      type: type, status: status, title: title, detail: detail, instance: instance)
  }

  mutating func tryCatch(_ fields: Fields, _ reference: String) -> TryCatch? {
    let tasks = tasks(fields["try"], at: reference + "/try")
    return fields.members["catch"].flatMap { catchClause($0, reference + "/catch") }
      .map { TryCatch(tasks: tasks, catch: $0) }
  }

  private mutating func catchClause(_ member: LocatedMember, _ reference: String)
    -> CatchClause?
  {
    guard let fields = fields(of: member.value, .catchClause) else { return nil }
    return CatchClause(
      location: member.location, with: errorFilter(fields["errors"]),
      as: variable(fields["as"]) ?? "error", when: expression(fields["when"]),
      exceptWhen: expression(fields["exceptWhen"]), retry: retry(fields["retry"]),
      tasks: tasks(fields["do"], at: reference + "/do"))
  }

  private mutating func errorFilter(_ node: LocatedValue?) -> FlowObject {
    guard let node, let errors = fields(of: node, .catchErrors), let with = errors["with"],
      let fields = fields(of: with, .errorFilter)
    else { return [:] }
    if with.members?.isEmpty ?? false {
      report(
        .emptyValue, at: with.location, "the filter has no field",
        hint: "leave 'errors' out to catch every error")
    }
    for member in fields.members.values where ExpressionText(member.value)?.isMarked ?? false {
      report(
        .valueNotAllowed, at: member.value.location,
        "'\(member.key)' is compared as it stands and cannot be an expression",
        hint: "use 'when' for a condition")
    }
    return with.value.object ?? [:]
  }

  private mutating func retry(_ node: LocatedValue?) -> RetryPolicy? {
    guard let node else { return nil }
    guard let name = node.string else { return retryPolicy(node) }
    checkReference(node, to: "retries")
    return use.retries[name]
  }

  mutating func retryPolicy(_ node: LocatedValue) -> RetryPolicy? {
    guard let fields = fields(of: node, .retryPolicy) else { return nil }
    let limit = fields["limit"].flatMap { self.fields(of: $0, .retryLimit) }
    let attempt = limit?["attempt"].flatMap { self.fields(of: $0, .retryLimitAttempt) }
    return RetryPolicy(
      when: expression(fields["when"]), exceptWhen: expression(fields["exceptWhen"]),
      delay: duration(fields["delay"]), backoff: backoff(fields["backoff"]),
      attempts: attempts(attempt?["count"]), attemptDuration: duration(attempt?["duration"]),
      duration: duration(limit?["duration"]), jitter: jitter(fields["jitter"]))
  }

  private mutating func backoff(_ node: LocatedValue?) -> RetryPolicy.Backoff {
    guard let node, let fields = fields(of: node, .backoff) else { return .constant }
    guard fields.members.count == 1, let kind = fields.members.values.first else {
      if fields.members.count == node.members?.count {
        report(
          .valueNotAllowed, at: node.location,
          "'backoff' must have exactly one of 'constant', 'exponential' and 'linear'")
      }
      return .constant
    }
    if let parameter = kind.value.members?.first {
      notSupported(
        "the parameter '\(parameter.key)' of a backoff", at: parameter.location,
        instead: "write '\(kind.key): {}'")
    }
    return RetryPolicy.Backoff(rawValue: kind.key) ?? .constant
  }

  private mutating func attempts(_ node: LocatedValue?) -> Int? {
    guard let node, let count = node.value.integer else { return nil }
    if count < 0 {
      report(.valueNotAllowed, at: node.location, "'count' must not be negative")
    }
    return Int(count)
  }

  private mutating func jitter(
    _ node: LocatedValue?
  ) -> (from: DurationTemplate, to: DurationTemplate)? {
    guard let node, let fields = fields(of: node, .jitter) else { return nil }
    guard let from = duration(fields["from"]), let to = duration(fields["to"]) else { return nil }
    if case .milliseconds(let least) = from, case .milliseconds(let most) = to, least > most {
      report(.valueNotAllowed, at: node.location, "'from' must not be longer than 'to'")
    }
    return (from, to)
  }
}
