import FlowValue

/// The names that `then` may go to, and where the list stands.
struct TaskScope {
  let names: [String]
  let path: String
  /// The tasks run beside each other, so that none can go to another.
  let isFork: Bool
}

extension DefinitionReader {
  /// Reads a list of tasks; `path` is the list's JSON pointer.
  mutating func tasks(
    _ node: LocatedValue?, at path: String, isFork: Bool = false
  ) -> [TaskDefinition] {
    let items = singles(node, what: "task")
    let scope = TaskScope(names: items.map(\.member.key), path: path, isFork: isFork)
    var seen: Set<String> = []
    return items.compactMap { index, member in
      checkTaskName(member, &seen)
      return task(member, index, scope)
    }
  }

  /// The items of a list of objects with one key each, with their places in the list.
  mutating func singles(
    _ node: LocatedValue?, what: String, article: String = "a"
  ) -> [(index: Int, member: LocatedMember)] {
    (node?.elements ?? []).enumerated().compactMap { index, item in
      guard let members = item.members, members.count == 1, let member = members.first else {
        reportBadItem(item, what, article)
        return nil
      }
      return (index, member)
    }
  }

  private mutating func reportBadItem(_ item: LocatedValue, _ what: String, _ article: String) {
    let second = item.members?.dropFirst().first
    report(
      .badListItem, at: second?.location ?? item.location,
      second.map { "'\($0.key)' is a second key in one \(what) of the list" }
        ?? "\(article) \(what) must be an object with one key, its name",
      hint: second == nil ? "write '- name: { … }'" : "put '- ' before it, or indent it")
  }

  private mutating func checkTaskName(_ member: LocatedMember, _ seen: inout Set<String>) {
    if !seen.insert(member.key).inserted {
      report(
        .repeatedTask, at: member.location, "the list already has a task '\(member.key)'",
        hint: "give each task of a list a name of its own")
    }
    if ["continue", "exit", "end"].contains(member.key) {
      report(
        .reservedName, at: member.location, "'\(member.key)' cannot be the name of a task",
        hint: "'then: \(member.key)' has a meaning of its own")
    }
    if member.key.isEmpty {
      report(.emptyValue, at: member.location, "the name of the task is empty")
    }
  }

  private mutating func task(_ member: LocatedMember, _ index: Int, _ scope: TaskScope)
    -> TaskDefinition?
  {
    guard let kind = taskKind(member), let fields = fields(of: member.value, .task(kind)) else {
      return nil
    }
    let reference = "\(scope.path)/\(index)/\(member.key.pointerToken)"
    let condition = expression(fields["if"])
    let input = input(fields["input"])
    let timeout = timeout(fields["timeout"])
    let body = body(kind, fields, reference, scope)
    let output = output(fields["output"])
    let export = export(fields["export"])
    let then = directive(fields["then"], scope)
    guard let body else { return nil }
    return TaskDefinition(
      name: member.key, reference: reference, location: member.location, if: condition,
      input: input, output: output, export: export, timeout: timeout, then: then,
      metadata: fields["metadata"]?.value ?? [:], source: member.value.value, body: body)
  }

  private mutating func taskKind(_ member: LocatedMember) -> String? {
    guard let members = member.value.members else {
      wrongType("the task '\(member.key)'", member.value, .object)
      return nil
    }
    var kinds = members.filter { Vocabulary.taskKindNames.contains($0.key) }
    if kinds.contains(where: { $0.key == "for" }) { kinds.removeAll { $0.key == "do" } }
    if kinds.count == 1 { return kinds.first?.key }
    if let second = kinds.dropFirst().first {
      report(
        .severalTaskKinds, at: second.location,
        "the task '\(member.key)' is both '\(kinds[0].key)' and '\(second.key)'",
        hint: "make two tasks of it")
    } else {
      reportNoKind(member, members)
    }
    return nil
  }

  private mutating func reportNoKind(_ task: LocatedMember, _ members: [LocatedMember]) {
    let common = Vocabulary.task("").fields.map(\.name)
    let unknown = members.first { !common.contains($0.key) }
    report(
      .noTaskKind, at: unknown?.location ?? task.location,
      "the task '\(task.key)' does not say what to do",
      hint: unknown.flatMap { Spelling.hint(for: $0.key, among: Vocabulary.taskKindNames) }
        ?? "give it one of \(Vocabulary.taskKindPhrase)")
  }

  private mutating func body(
    _ kind: String, _ fields: Fields, _ reference: String, _ scope: TaskScope
  ) -> TaskBody? {
    switch kind {
    case "call": call(fields).map(TaskBody.call)
    case "do": fields["do"].map { .do(tasks($0, at: reference + "/do")) }
    case "emit": emit(fields["emit"]).map(TaskBody.emit)
    case "fork": fork(fields["fork"], reference).map(TaskBody.fork)
    case "for": forLoop(fields, reference).map(TaskBody.for)
    case "listen": listen(fields, reference).map(TaskBody.listen)
    case "raise": raise(fields["raise"]).map(TaskBody.raise)
    case "run": run(fields["run"]).map(TaskBody.run)
    case "set": set(fields["set"]).map(TaskBody.set)
    case "switch": fields["switch"].map { .switch(cases($0, scope)) }
    case "try": tryCatch(fields, reference).map(TaskBody.try)
    case "wait": duration(fields["wait"]).map(TaskBody.wait)
    default: nil
    }
  }

  private mutating func set(_ node: LocatedValue?) -> Template? {
    guard let node else { return nil }
    if node.members?.isEmpty ?? false {
      report(.emptyValue, at: node.location, "'set' sets nothing")
    }
    return wholeTemplate(node, "'set'")
  }

  /// An object, or a string that is an expression as a whole.
  mutating func wholeTemplate(_ node: LocatedValue, _ what: String) -> Template? {
    guard node.string != nil else { return template(node) }
    guard let expression = strictExpression(node) else {
      report(
        .wrongType, at: node.location, "\(what) must be an object or an expression, not text",
        hint: "write an expression as '${ … }'")
      return nil
    }
    return .expression(expression)
  }

  private mutating func forLoop(_ fields: Fields, _ reference: String) -> ForLoop? {
    let loop = fields["for"].flatMap { self.fields(of: $0, .forLoop) }
    let collection = expressionTemplate(loop?["in"])
    let condition = expression(fields["while"])
    let tasks = tasks(fields["do"], at: reference + "/do")
    guard let loop, let collection else { return nil }
    return ForLoop(
      each: variable(loop["each"]) ?? "item", in: collection, at: variable(loop["at"]) ?? "index",
      while: condition, tasks: tasks)
  }

  /// The name of a variable that expressions read.
  mutating func variable(_ node: LocatedValue?) -> String? {
    guard let node, let name = node.string else { return nil }
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if name.isEmpty || !isName || name.first?.isNumber ?? false {
      report(
        .badPattern, at: node.location, "'\(name)' is not the name of a variable",
        hint: "use letters, digits and '_', and begin with a letter")
    }
    return name
  }

  private mutating func cases(_ node: LocatedValue, _ scope: TaskScope) -> [SwitchCase] {
    if node.elements?.isEmpty ?? false {
      report(.emptyValue, at: node.location, "'switch' has no case")
    }
    return singles(node, what: "case").compactMap { _, member in
      guard let fields = fields(of: member.value, .switchCase) else { return nil }
      return SwitchCase(
        name: member.key, location: member.location, when: expression(fields["when"]),
        then: directive(fields["then"], scope))
    }
  }

  private mutating func fork(_ node: LocatedValue?, _ reference: String) -> Fork? {
    guard let node, let fields = fields(of: node, .fork) else { return nil }
    let compete = fields["compete"]?.value.bool ?? false
    if compete, let branches = fields["branches"], branches.elements?.isEmpty ?? false {
      report(.emptyValue, at: branches.location, "'compete' needs a branch that can win")
    }
    let branches = tasks(fields["branches"], at: reference + "/fork/branches", isFork: true)
    return Fork(branches: branches, compete: compete)
  }

  private mutating func directive(_ node: LocatedValue?, _ scope: TaskScope) -> FlowDirective {
    guard let node, let name = node.string else { return .continue }
    switch name {
    case "continue": return .continue
    case "exit": return .exit
    case "end": return .end
    default: break
    }
    if scope.isFork || !scope.names.contains(name) { reportUnknownTask(name, node, scope) }
    return .task(name)
  }

  private mutating func reportUnknownTask(_ name: String, _ node: LocatedValue, _ scope: TaskScope)
  {
    let known = (scope.isFork ? [] : scope.names) + ["continue", "exit", "end"]
    let isBranch = scope.isFork && scope.names.contains(name)
    report(
      .unknownTask, at: node.location,
      isBranch
        ? "a branch cannot go to another, '\(name)'; they run beside each other"
        : "the list has no task '\(name)'",
      hint: Spelling.hint(for: name, among: known)
        ?? "'then' can \(scope.isFork ? "be" : "go to") \(Spelling.list(known, "or"))")
  }
}

extension String {
  /// The text as one token of a JSON pointer (RFC 6901).
  var pointerToken: String {
    split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
  }
}
