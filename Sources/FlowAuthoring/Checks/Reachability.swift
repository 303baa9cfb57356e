package import FlowEngine

/// Finds the tasks and cases of a workflow that no way leads to.
package struct Reachability {
  package private(set) var findings: Findings

  /// Looks at every list of a workflow's tasks.
  ///
  /// - Parameters:
  ///   - workflow: The workflow.
  ///   - source: Its file.
  package init(_ workflow: Workflow, source: SourceText) {
    findings = Findings(source: source)
    _ = completes(workflow.tasks)
    for part in workflow.use.extensions {
      _ = completes(part.before)
      _ = completes(part.after)
    }
  }

  /// Whether a list can come to its end or be left by `exit`; reports what in it is never reached.
  private mutating func completes(_ tasks: [TaskDefinition]) -> Bool {
    var reached: Set<Int> = []
    var canComplete = tasks.isEmpty
    if !tasks.isEmpty { follow(from: 0, in: tasks, &reached, &canComplete) }
    for index in tasks.indices where !reached.contains(index) {
      report(tasks[index], after: tasks[index - 1])
      // What only follows from an unreachable task needs no report of its own.
      var ignored = false
      follow(from: index, in: tasks, &reached, &ignored)
    }
    return canComplete
  }

  private mutating func follow(
    from start: Int, in tasks: [TaskDefinition], _ reached: inout Set<Int>,
    _ canComplete: inout Bool
  ) {
    var waiting = [start]
    while let index = waiting.popLast() {
      guard tasks.indices.contains(index) else {
        canComplete = true
        continue
      }
      guard reached.insert(index).inserted else { continue }
      for directive in directives(after: tasks[index]) {
        switch directive {
        case .continue: waiting.append(index + 1)
        case .exit: canComplete = true
        case .end: break
        case .task(let name):
          if let target = tasks.firstIndex(where: { $0.name == name }) { waiting.append(target) }
        }
      }
    }
  }

  /// Where a run may go after a task.
  private mutating func directives(after task: TaskDefinition) -> [FlowDirective] {
    var directives: [FlowDirective] = task.if == nil ? [] : [.continue]
    guard case .switch(let cases) = task.body else {
      return bodyCompletes(task.body) ? directives + [task.then] : directives
    }
    let always = cases.firstIndex { $0.when == nil }
    if let always { report(cases[(always + 1)...], after: cases[always], of: task) }
    let tried = cases.prefix(through: always ?? cases.endIndex - 1)
    directives += tried.map { $0.then == .continue ? task.then : $0.then }
    return always == nil ? directives + [task.then] : directives
  }

  private mutating func bodyCompletes(_ body: TaskBody) -> Bool {
    switch body {
    case .do(let tasks): return completes(tasks)
    case .try(let attempt):
      let completesItself = completes(attempt.tasks)
      return completes(attempt.catch.tasks) || completesItself
    case .for(let loop): _ = completes(loop.tasks)
    case .fork(let fork): for branch in fork.branches { _ = bodyCompletes(branch.body) }
    case .listen(let listen): _ = completes(listen.foreach?.tasks ?? [])
    case .raise: return false
    case .call, .emit, .run, .set, .switch, .wait: break
    }
    return true
  }

  private mutating func report(_ task: TaskDefinition, after previous: TaskDefinition) {
    let why: String? =
      switch (previous.body, previous.then) {
      case (.raise, _): "raises an error"
      case (.switch, _): "goes elsewhere in every case"
      case (_, .end): "ends the workflow"
      case (_, .exit): "leaves the list"
      case (_, .task(let name)): "goes to '\(name)'"
      case (_, .continue): nil
      }
    findings.report(
      .unreachableTask, at: task.location, "no way leads to the task '\(task.name)'",
      hint: why.map { "'\(previous.name)' before it \($0), and no 'then' names '\(task.name)'" },
      severity: .warning)
  }

  private mutating func report(
    _ cases: ArraySlice<SwitchCase>, after always: SwitchCase, of task: TaskDefinition
  ) {
    for unreached in cases {
      findings.report(
        .unreachableCase, at: unreached.location,
        "the case '\(unreached.name)' of '\(task.name)' is never tried",
        hint: "'\(always.name)' has no 'when' and stands before it; put it last",
        severity: .warning)
    }
  }
}
