/// A picture as Mermaid's flowchart.
///
/// Source of the language: https://mermaid.js.org/syntax/flowchart.html
package struct MermaidText {
  private let graph: FlowGraph

  /// The text of a picture.
  package init(_ graph: FlowGraph) { self.graph = graph }

  /// The whole text.
  package var text: String {
    let items = graph.items.flatMap { lines(of: $0, indent: "  ") }
    let edges = graph.edges.map { "  " + line(of: $0) }
    return (["flowchart TD"] + items + edges + classes + linkStyles).joined(separator: "\n")
  }

  private func lines(of item: GraphItem, indent: String) -> [String] {
    switch item {
    case .node(let node): ["\(indent)n\(node.id)\(shape(of: node))"]
    case .group(let group):
      ["\(indent)subgraph g\(group.id)[\"\(group.title.mermaid)\"]"]
        + group.items.flatMap { lines(of: $0, indent: indent + "  ") } + ["\(indent)end"]
    }
  }

  private func shape(of node: GraphNode) -> String {
    let detail = node.detail.map { "<br/>" + $0.mermaid } ?? ""
    let text = "\"\(node.title.mermaid)\(detail)\""
    switch node.shape {
    case .terminal: return "([\(text)])"
    case .task: return "[\(text)]"
    case .decision: return "{{\(text)}}"
    case .subflow: return "[[\(text)]]"
    case .join: return "((\" \"))"
    }
  }

  private func line(of edge: GraphEdge) -> String {
    let arrow = edge.isProblem ? "-.->" : "-->"
    let label = edge.label.map { "|\"\($0.mermaid)\"|" } ?? ""
    return "n\(edge.from) \(arrow)\(label) n\(edge.to)"
  }

  private var classes: [String] {
    GraphMark.allCases.flatMap { mark -> [String] in
      let nodes = graph.nodes.filter { $0.mark == mark }
      guard let style = mark.mermaid, !nodes.isEmpty else { return [] }
      let names = nodes.map { "n\($0.id)" }.joined(separator: ",")
      return ["  classDef \(mark.rawValue) \(style)", "  class \(names) \(mark.rawValue)"]
    }
  }

  private var linkStyles: [String] {
    [
      (GraphMark.taken, "stroke-width:3px"), (.untaken, "stroke-dasharray:2 4,opacity:0.5"),
      (.missed, "stroke:#d1242f,stroke-width:3px"),
    ].compactMap { mark, style in
      let numbers = graph.edges.indices.filter { graph.edges[$0].mark == mark }
      if numbers.isEmpty { return nil }
      return "  linkStyle \(numbers.map(String.init).joined(separator: ",")) \(style)"
    }
  }
}

extension GraphMark {
  fileprivate var mermaid: String? {
    switch self {
    case .none: nil
    case .taken: "stroke:#1a7f37,stroke-width:3px"
    case .untaken: "stroke-dasharray:2 4,opacity:0.6"
    case .faulted, .missed: "stroke:#d1242f,stroke-width:3px"
    case .waiting: "stroke:#9a6700,stroke-width:3px"
    }
  }
}

extension String {
  /// The text inside Mermaid's quotes: what could be markup is written as a number.
  fileprivate var mermaid: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      let isPlain = scalar.value >= 0x20 && !"\"#&<>`\\;{}[]|".unicodeScalars.contains(scalar)
      text += isPlain ? String(scalar) : "#\(scalar.value);"
    }
  }
}
