package import FlowEngine

extension FlowGraph {
  /// With the way that a run went.
  package func marked(run path: WalkedPath) -> FlowGraph {
    var graph = self
    let ways = edges.filter { path.passed($0.passage) }
    graph.items = items.map { item in
      item.changing { node in
        let isStart = edges.contains { $0.from == node.id } && !edges.contains { $0.to == node.id }
        let isReached = isStart || ways.contains { $0.to == node.id }
        node.mark = path.mark(node, isReached: isReached)
        if let task = node.task, let count = path.tasks[task], count > 1 {
          node.title += " ×\(count)"
        }
      }
    }
    graph.edges = edges.map { edge in
      var edge = edge
      edge.mark = path.passed(edge.passage) ? .taken : .untaken
      return edge
    }
    return graph
  }

  /// With the steps and branches that no fixture reaches.
  package func marked(coverage path: WalkedPath) -> FlowGraph {
    var graph = self
    graph.items = items.map { item in
      item.changing { if !path.passed($0.passage) { $0.mark = .missed } }
    }
    graph.edges = edges.map { edge in
      var edge = edge
      if path.misses(edge.passage) { edge.mark = .missed }
      return edge
    }
    return graph
  }
}

extension WalkedPath {
  fileprivate func passed(_ passage: Passage) -> Bool {
    switch passage {
    case .always: true
    case .performed(let task): tasks[task] != nil
    case .completed(let task), .left(let task, _): completed[task] != nil
    case .branches(let branches): branches.contains { self.branches[$0] != nil }
    case .again(let loop, let first):
      tasks[first, default: 0] > branches[loop, default: 0]
    }
  }

  /// Whether it is a branch that was never taken.
  fileprivate func misses(_ passage: Passage) -> Bool {
    switch passage {
    case .branches: !passed(passage)
    case .left(_, let branch): branches[branch] == nil
    case .always, .performed, .completed, .again: false
    }
  }

  fileprivate func mark(_ node: GraphNode, isReached: Bool) -> GraphMark {
    guard passed(node.passage), node.shape != .terminal || isReached else { return .untaken }
    guard let task = node.task, [.task, .subflow].contains(node.shape) else { return .taken }
    if open.contains(task) { return .waiting }
    return faulted.contains(task) ? .faulted : .taken
  }
}
