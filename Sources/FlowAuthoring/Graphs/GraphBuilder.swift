package import FlowEngine

/// Draws the ways of a workflow: list by list, each task with where it goes.
struct GraphBuilder {
  /// A part of the picture: where it is entered, and where it is left.
  struct Piece {
    var items: [GraphItem]
    let entry: Int
    var exits: [Exit]
  }

  /// A way out of a part that does not lead anywhere yet.
  struct Exit {
    let node: Int
    var label: String?
    var passage: Passage
    var directive = FlowDirective.continue
  }

  private(set) var edges: [GraphEdge] = []
  private var count = 0

  /// The tasks of a list and the ways between them; `nil` if there is none.
  mutating func list(_ tasks: [TaskDefinition]) -> Piece? {
    let pieces = tasks.map { task($0) }
    guard let first = pieces.first else { return nil }
    var exits: [Exit] = []
    for (index, piece) in pieces.enumerated() {
      for var exit in piece.exits {
        switch exit.directive {
        case .continue where index + 1 < pieces.count: connect(exit, to: pieces[index + 1].entry)
        case .task(let name):
          if let target = tasks.firstIndex(where: { $0.name == name }) {
            connect(exit, to: pieces[target].entry)
          }
        case .continue, .exit:
          exit.directive = .continue
          exits.append(exit)
        case .end: exits.append(exit)
        }
      }
    }
    return Piece(items: pieces.flatMap(\.items), entry: first.entry, exits: exits)
  }

  private mutating func task(_ task: TaskDefinition) -> Piece {
    var piece = body(of: task)
    piece.exits = piece.exits.map { exit in
      guard exit.directive == .continue else { return exit }
      var exit = exit
      exit.directive = task.then
      return exit
    }
    guard let condition = task.if else { return piece }
    let (taken, skipped) = (task.branch(.ifTaken), task.branch(.ifSkipped))
    let question = node(
      .decision, "if", detail: condition.source.shortened, .branches([taken, skipped]))
    connect(question.id, to: piece.entry, "yes", when: .branches([taken]))
    return Piece(
      items: [.node(question)] + piece.items, entry: question.id,
      exits: piece.exits + [Exit(node: question.id, label: "no", passage: .branches([skipped]))])
  }

  // MARK: - Parts

  mutating func node(
    _ shape: GraphNode.Shape, _ title: String, detail: String? = nil, _ passage: Passage,
    task: String? = nil
  ) -> GraphNode {
    count += 1
    return GraphNode(
      id: count, shape: shape, title: title, detail: detail, passage: passage, task: task)
  }

  mutating func group(_ title: String, _ items: [GraphItem]) -> GraphItem {
    count += 1
    return .group(GraphGroup(id: count, title: title, items: items))
  }

  mutating func connect(_ exit: Exit, to target: Int) {
    connect(exit.node, to: target, exit.label, when: exit.passage)
  }

  mutating func connect(
    _ node: Int, to target: Int, _ label: String? = nil, when passage: Passage,
    isProblem: Bool = false
  ) {
    edges.append(
      GraphEdge(from: node, to: target, label: label, isProblem: isProblem, passage: passage))
  }
}

extension FlowGraph {
  /// The picture of a workflow.
  package init(_ workflow: Workflow) {
    var builder = GraphBuilder()
    let document = workflow.document
    let start = builder.node(.terminal, document.name, .always)
    let body = builder.list(workflow.tasks)
    let end = builder.node(.terminal, "end", .always)
    builder.connect(start.id, to: body?.entry ?? end.id, when: .always)
    for exit in body?.exits ?? [] { builder.connect(exit, to: end.id) }
    title = "\(document.name) \(document.version)"
    items = [.node(start)] + (body?.items ?? []) + [.node(end)]
    edges = builder.edges
  }
}
