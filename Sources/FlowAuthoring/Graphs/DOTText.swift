/// A picture in the language of Graphviz.
///
/// Source of the language: https://graphviz.org/doc/info/lang.html
package struct DOTText {
  private let graph: FlowGraph

  /// The text of a picture.
  package init(_ graph: FlowGraph) { self.graph = graph }

  /// The whole text.
  package var text: String {
    let head = [
      "digraph {", "  label=\(graph.heading.dot)", "  labelloc=t", "  fontname=\"Helvetica\"",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"]",
      "  edge [fontname=\"Helvetica\", fontsize=11]",
    ]
    let items = graph.items.flatMap { lines(of: $0, indent: "  ") }
    let edges = graph.edges.map { "  " + line(of: $0) }
    return (head + items + edges + ["}"]).joined(separator: "\n")
  }

  private func lines(of item: GraphItem, indent: String) -> [String] {
    switch item {
    case .node(let node): ["\(indent)n\(node.id) [\(attributes(of: node))]"]
    case .group(let group):
      ["\(indent)subgraph cluster_\(group.id) {", "\(indent)  label=\(group.title.dot)"]
        + group.items.flatMap { lines(of: $0, indent: indent + "  ") } + ["\(indent)}"]
    }
  }

  private func attributes(of node: GraphNode) -> String {
    let label = ([node.title] + (node.detail.map { [$0] } ?? [])).joined(separator: "\n")
    let shape =
      switch node.shape {
      case .task: ""
      case .terminal: ", shape=oval"
      case .decision: ", shape=hexagon, style=solid"
      case .subflow: ", shape=box, peripheries=2"
      case .join: ", shape=point, width=0.15"
      }
    return "label=\(label.dot)\(shape)\(node.mark.dot)"
  }

  private func line(of edge: GraphEdge) -> String {
    var attributes: [String] = []
    if let label = edge.label { attributes.append("label=\(label.dot)") }
    if edge.isProblem { attributes.append("style=dashed") }
    if edge.mark == .untaken { attributes.append("color=gray, fontcolor=gray") }
    if edge.mark == .taken { attributes.append("penwidth=2.5") }
    if edge.mark == .missed { attributes.append("color=red, fontcolor=red, penwidth=2.5") }
    let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
    return "n\(edge.from) -> n\(edge.to)\(list)"
  }
}

extension FlowGraph {
  /// Title and subtitle in one line.
  var heading: String { subtitle.map { "\(title) — \($0)" } ?? title }
}

extension GraphMark {
  fileprivate var dot: String {
    switch self {
    case .none: ""
    case .taken: ", color=darkgreen, penwidth=2.5"
    case .untaken: ", color=gray, fontcolor=gray"
    case .faulted, .missed: ", color=red, penwidth=2.5"
    case .waiting: ", color=orange, penwidth=2.5"
    }
  }
}

extension String {
  fileprivate var dot: String {
    let escaped = replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}
