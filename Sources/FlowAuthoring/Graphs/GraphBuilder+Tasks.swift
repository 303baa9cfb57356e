import FlowEngine

/// What each kind of task looks like.
extension GraphBuilder {
  mutating func body(of task: TaskDefinition) -> Piece {
    switch task.body {
    case .call, .emit, .raise, .run, .set, .wait: leaf(task)
    case .do(let tasks): enclosed(list(tasks), of: task)
    case .for(let loop): self.loop(loop, of: task)
    case .fork(let fork): self.fork(fork, of: task)
    case .listen(let listen):
      if let tasks = listen.foreach?.tasks { events(tasks, of: task) } else { leaf(task) }
    case .switch(let cases): choice(cases, of: task)
    case .try(let attempt): self.attempt(attempt, of: task)
    }
  }

  private mutating func leaf(_ task: TaskDefinition) -> Piece {
    let isRun = if case .run = task.body { true } else { false }
    let node = node(
      isRun ? .subflow : .task, task.name, detail: task.body.detail, .performed(task.reference),
      task: task.reference)
    let isRaise = if case .raise = task.body { true } else { false }
    let exit = Exit(node: node.id, passage: .completed(task.reference))
    return Piece(items: [.node(node)], entry: node.id, exits: isRaise ? [] : [exit])
  }

  private mutating func enclosed(_ piece: Piece?, of task: TaskDefinition) -> Piece {
    guard var piece else { return leaf(task) }
    piece.items = [group(task.name, piece.items)]
    return piece
  }

  private mutating func choice(_ cases: [SwitchCase], of task: TaskDefinition) -> Piece {
    let node = node(
      .decision, task.name, .performed(task.reference), task: task.reference)
    var exits = cases.map { option in
      Exit(
        node: node.id, label: option.name, passage: .branches([task.branch(option)]),
        directive: option.then)
    }
    if !cases.contains(where: { $0.when == nil }) {
      exits.append(
        Exit(node: node.id, label: "else", passage: .branches([task.branch(.switchNone)])))
    }
    return Piece(items: [.node(node)], entry: node.id, exits: exits)
  }

  private mutating func head(_ title: String, _ detail: String?, of task: TaskDefinition)
    -> GraphNode
  {
    node(.decision, title, detail: detail, .performed(task.reference), task: task.reference)
  }

  private mutating func loop(_ loop: ForLoop, of task: TaskDefinition) -> Piece {
    let head = head("for \(loop.each)", loop.in.detail, of: task)
    guard let body = list(loop.tasks) else {
      return Piece(
        items: [group(task.name, [.node(head)])], entry: head.id,
        exits: [Exit(node: head.id, passage: .completed(task.reference))])
    }
    let entered = task.branch(.loopEntered)
    connect(head.id, to: body.entry, "each", when: .branches([entered]))
    let again = Passage.again(loop: entered, first: loop.tasks.first?.reference ?? "")
    for exit in body.exits where exit.directive == .continue {
      connect(exit.node, to: head.id, "next", when: again)
    }
    let skipped = task.branches.filter { $0.kind == .loopSkipped }
    let passedBy = skipped.map {
      Exit(node: head.id, label: "none", passage: .branches([$0]))
    }
    return Piece(
      items: [group(task.name, [.node(head)] + body.items)], entry: head.id,
      exits: body.exits + passedBy)
  }

  private mutating func events(_ tasks: [TaskDefinition], of task: TaskDefinition) -> Piece {
    let head = head("listen", "each event", of: task)
    let done = Exit(node: head.id, label: "done", passage: .completed(task.reference))
    guard let body = list(tasks) else {
      return Piece(items: [.node(head)], entry: head.id, exits: [done])
    }
    connect(head.id, to: body.entry, "event", when: .performed(tasks.first?.reference ?? ""))
    for exit in body.exits where exit.directive == .continue { connect(exit, to: head.id) }
    return Piece(
      items: [group(task.name, [.node(head)] + body.items)], entry: head.id,
      exits: body.exits.filter { $0.directive != .continue } + [done])
  }

  private mutating func fork(_ fork: Fork, of task: TaskDefinition) -> Piece {
    let head = head("fork", fork.compete ? "the first to end wins" : nil, of: task)
    let branches = fork.branches.compactMap { list([$0]) }
    let join = node(.join, "", .completed(task.reference))
    var ends: [Exit] = []
    for branch in branches {
      connect(head.id, to: branch.entry, when: .performed(task.reference))
      for exit in branch.exits {
        if exit.directive == .end { ends.append(exit) } else { connect(exit, to: join.id) }
      }
    }
    let items = [.node(head)] + branches.flatMap(\.items) + [.node(join)]
    return Piece(
      items: [group(task.name, items)], entry: head.id,
      exits: ends + [Exit(node: join.id, passage: .completed(task.reference))])
  }

  /// A way out of a `try` that has come to its end.
  private func leaving(_ exit: Exit, _ task: TaskDefinition) -> Exit {
    guard case .completed(let last) = exit.passage else { return exit }
    var exit = exit
    exit.passage = .left(last, task.branch(.notCaught))
    return exit
  }

  private mutating func attempt(_ attempt: TryCatch, of task: TaskDefinition) -> Piece {
    let head = head("try", nil, of: task)
    let clause = attempt.catch
    let caught = task.branches.filter { $0.kind == .caught || $0.kind == .retried }
    let handler = node(.decision, "catch", detail: clause.detail, .branches(caught))
    var exits: [Exit] = []
    var items = [GraphItem.node(head)]
    if let body = list(attempt.tasks) {
      connect(head.id, to: body.entry, when: .performed(task.reference))
      items += body.items
      exits += body.exits.map { leaving($0, task) }
    }
    connect(head.id, to: handler.id, "problem", when: .branches(caught), isProblem: true)
    var handling = [GraphItem.node(handler)]
    let isHandled = Passage.branches([task.branch(.caught)])
    if let tasks = list(clause.tasks) {
      connect(handler.id, to: tasks.entry, when: isHandled)
      handling += tasks.items
      exits += tasks.exits
    } else if clause.retry == nil {
      exits.append(Exit(node: handler.id, passage: isHandled))
    }
    if clause.retry != nil {
      connect(handler.id, to: head.id, "retry", when: .branches([task.branch(.retried)]))
    }
    items.append(handling.count > 1 ? group("catch", handling) : .node(handler))
    return Piece(items: [group(task.name, items)], entry: head.id, exits: exits)
  }
}
