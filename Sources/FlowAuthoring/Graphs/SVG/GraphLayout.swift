/// Lays a picture out: the inner frames first, then what is around them.
struct GraphLayout {
  private let graph: FlowGraph

  init(_ graph: FlowGraph) { self.graph = graph }

  /// Everything in one frame without a border.
  var root: LayeredList { list(graph.items) }

  private func box(_ item: GraphItem) -> GraphBox {
    switch item {
    case .node(let node): GraphBox(node)
    case .group(let group): GraphBox(list(group.items), title: group.title)
    }
  }

  private func list(_ items: [GraphItem]) -> LayeredList {
    var home: [Int: Int] = [:]
    for (index, item) in items.enumerated() {
      for node in item.nodes { home[node.id] = index }
    }
    var ways: [LayeredList.Way] = []
    var entry = 0
    for (index, edge) in graph.edges.enumerated() {
      let (from, to) = (home[edge.from], home[edge.to])
      if from == nil, let to { entry = to }
      guard let from, from != to || isNode(items[from]) else { continue }
      let known = ways.firstIndex { $0.from == from && $0.target == edge.to }
      if let known {
        ways[known].edges.append(index)
      } else {
        ways.append(LayeredList.Way(from: from, to: to, target: edge.to, edges: [index]))
      }
    }
    return LayeredList(items.map(box), ways: ways, entryBox: entry) { way in
      guard isNode(items[way.from]) else { return nil }
      let labels = way.edges.compactMap { graph.edges[$0].label }
      return labels.isEmpty ? nil : labels.joined(separator: ", ")
    }
  }

  private func isNode(_ item: GraphItem) -> Bool {
    if case .node = item { true } else { false }
  }
}
