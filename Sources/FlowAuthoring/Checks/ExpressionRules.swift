import FlowEngine

/// Holds the expressions of a workflow against what each of them sees.
struct ExpressionRules {
  private(set) var findings: Findings
  private let definition: FlowDefinition
  private let surroundings: ScriptSurroundings
  private let names: ScriptNames
  private let places: ExpressionPlaces

  /// What can be said of values that a schema closes.
  private var closed: [ClosedMembers]

  init(
    _ definition: FlowDefinition, _ surroundings: ScriptSurroundings, _ names: ScriptNames
  ) {
    self.definition = definition
    self.surroundings = surroundings
    self.names = names
    findings = Findings(source: definition.source)
    places = ExpressionPlaces(definition)
    closed = ClosedMembers.everywhere(in: definition, hasHooks: surroundings.hasHooks)
  }

  mutating func check() {
    let workflow = definition.workflow
    check(workflow.input.from, ExpressionNames.workflowInput)
    check(workflow.output.as, ExpressionNames.workflow)
    check(workflow.timeout, ExpressionNames.workflow)
    checkFirst(of: workflow.tasks)
    check(Array(workflow.tasks.dropFirst()), ExpressionNames.task)
    checkReused(workflow.use)
  }

  /// The first task's input is the workflow's.
  private mutating func checkFirst(of tasks: [TaskDefinition]) {
    guard let first = tasks.first else { return }
    let known = closed
    closed += ClosedMembers.ofFirst(first, in: definition, hasHooks: surroundings.hasHooks)
    check([first], ExpressionNames.task)
    closed = known
  }

  /// What is used in many places may see the variables of any of them.
  private mutating func checkReused(_ use: Workflow.Use) {
    let all = ExpressionNames.adding(
      variables(of: definition.tasks) + ["error"], to: ExpressionNames.task)
    for (_, error) in use.errors { check(error, all) }
    for (_, retry) in use.retries { check(retry, all) }
    for (_, timeout) in use.timeouts { check(timeout, all) }
    for (_, call) in use.functions { check(call, all) }
    for part in use.extensions {
      check(part.when, all)
      check(part.before + part.after, all)
    }
  }

  private func variables(of tasks: [TaskDefinition]) -> [String] {
    tasks.flatMap { task -> [String] in
      switch task.body {
      case .for(let loop): [loop.each, loop.at]
      case .try(let attempt): [attempt.catch.as]
      case .listen(let listen): listen.foreach.map { [$0.item, $0.at] } ?? []
      default: []
      }
    }
  }

  private mutating func check(_ tasks: [TaskDefinition], _ variables: Set<String>) {
    for task in tasks {
      check(task.if, variables)
      check(task.input.from, variables)
      check(task.timeout, variables)
      check(task.body, variables)
      check(task.output.as, variables)
      check(task.export.as, variables.union(ExpressionNames.export))
    }
  }

  private mutating func check(_ body: TaskBody, _ variables: Set<String>) {
    switch body {
    case .call(let call): check(call, variables)
    case .do(let tasks): check(tasks, variables)
    case .emit(let event): for attribute in event.attributes { check(attribute.value, variables) }
    case .for(let loop):
      check(loop.in, variables)
      let inner = ExpressionNames.adding([loop.each, loop.at], to: variables)
      check(loop.while, inner)
      check(loop.tasks, inner)
    case .fork(let fork): check(fork.branches, variables)
    case .listen(let listen): check(listen, variables)
    case .raise(let error): check(error, variables)
    case .run(let workflow): check(workflow.input, variables)
    case .set(let template): check(template, variables)
    case .switch(let cases): for option in cases { check(option.when, variables) }
    case .try(let attempt): check(attempt, variables)
    case .wait(let duration): check(duration, variables)
    }
  }

  private mutating func check(_ attempt: TryCatch, _ variables: Set<String>) {
    check(attempt.tasks, variables)
    let clause = attempt.catch
    let inner = ExpressionNames.adding([clause.as], to: variables)
    check(clause.when, inner)
    check(clause.exceptWhen, inner)
    if let retry = clause.retry { check(retry, inner) }
    check(clause.tasks, inner)
  }

  private mutating func check(_ listen: Listen, _ variables: Set<String>) {
    check(listen.to, variables)
    guard let loop = listen.foreach else { return }
    let inner = ExpressionNames.adding([loop.item, loop.at], to: variables)
    check(loop.tasks, inner)
    check(loop.output.as, inner)
    check(loop.export.as, inner.union(ExpressionNames.export))
  }

  private mutating func check(_ events: EventConsumption, _ variables: Set<String>) {
    switch events {
    case .one(let filter): check(filter, variables)
    case .all(let filters): for filter in filters { check(filter, variables) }
    case .any(let filters, let until):
      for filter in filters { check(filter, variables) }
      switch until {
      case .condition(let condition): check(condition, variables)
      case .consumed(let events): check(events, variables)
      case .never, nil: break
      }
    }
  }

  private mutating func check(_ filter: EventFilter, _ variables: Set<String>) {
    for attribute in filter.attributes { check(attribute.value, variables) }
    for correlation in filter.correlations {
      check(correlation.from, variables)
      check(correlation.expect, variables)
    }
  }

  private mutating func check(_ call: Call, _ variables: Set<String>) {
    switch call {
    case .prompt(let with), .function(_, let with): check(with, variables)
    case .defined(_, let with): check(with, variables)
    case .http(let http):
      for part in [http.method, http.endpoint] { check(part, variables) }
      for part in [http.headers, http.query, http.body] { check(part, variables) }
    }
  }

  private mutating func check(_ error: ErrorDefinition, _ variables: Set<String>) {
    for part in [error.type, error.status, error.title, error.detail, error.instance] {
      check(part, variables)
    }
  }

  private mutating func check(_ retry: RetryPolicy, _ variables: Set<String>) {
    check(retry.when, variables)
    check(retry.exceptWhen, variables)
    for duration in [retry.delay, retry.attemptDuration, retry.duration] {
      check(duration, variables)
    }
  }

  private mutating func check(_ duration: DurationTemplate?, _ variables: Set<String>) {
    if case .template(let template) = duration { check(template, variables) }
  }

  private mutating func check(_ template: Template?, _ variables: Set<String>) {
    switch template {
    case .expression(let expression): check(expression, variables)
    case .array(let elements): for element in elements { check(element, variables) }
    case .object(let members): for member in members { check(member.value, variables) }
    case .literal, nil: break
    }
  }

  private mutating func check(_ expression: Expression?, _ variables: Set<String>) {
    guard let expression else { return }
    let places = places
    var rules = ScriptRules(
      surroundings: surroundings, names: names, variables: variables,
      place: { places.location(of: $0, in: expression) }, findings: findings)
    let outline = LuaOutline(expression: expression.source)
    rules.check(outline)
    findings = rules.findings
    checkSecrets(outline, expression)
    checkMembers(outline, expression)
  }

  private mutating func checkMembers(_ outline: LuaOutline, _ expression: Expression) {
    for found in outline.globals.flatMap({ global in closed.compactMap { $0.unknown(in: global) } })
    {
      findings.report(
        .memberOfNoSchema, at: places.location(of: found.member.place, in: expression),
        "\(found.owner) has no member '\(found.member.text)'",
        hint: Spelling.hint(for: found.member.text, among: found.known)
          ?? "its schema has \(Spelling.list(found.known, "and"))")
    }
  }

  private mutating func checkSecrets(_ outline: LuaOutline, _ expression: Expression) {
    let known = definition.workflow.use.secrets
    for global in outline.globals where global.name.text == "secrets" {
      guard let member = global.members.first, !known.contains(member.text) else { continue }
      findings.report(
        .undeclaredSecret, at: places.location(of: member.place, in: expression),
        "the secret '\(member.text)' is not declared",
        hint: Spelling.hint(for: member.text, among: known) ?? "list it under 'use.secrets'")
    }
  }
}
