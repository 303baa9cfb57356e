import FlowEngine

/// A flow as a picture: its tasks, the ways between them, and which of them were gone.
package struct FlowGraph: Sendable {
  /// The flow's name and version.
  package let title: String
  /// What stands under the title.
  package var subtitle: String?
  /// In the order of the definition, between the start and the end.
  var items: [GraphItem]
  var edges: [GraphEdge]
}

/// A node, or a frame around some.
indirect enum GraphItem: Sendable {
  case node(GraphNode)
  case group(GraphGroup)
}

/// A task, or a point at which its way parts.
struct GraphNode: Sendable {
  enum Shape: Sendable { case terminal, task, decision, subflow, join }

  let id: Int
  let shape: Shape
  var title: String
  let detail: String?
  let passage: Passage
  /// The JSON pointer of the task that the node stands for as a whole.
  let task: String?
  var mark = GraphMark.none
}

/// A task with tasks inside it.
struct GraphGroup: Sendable {
  let id: Int
  let title: String
  var items: [GraphItem]
}

/// A way from one node to another.
struct GraphEdge: Sendable {
  let from: Int
  let to: Int
  let label: String?
  /// Whether it is a problem that goes this way.
  let isProblem: Bool
  let passage: Passage
  var mark = GraphMark.none
}

/// What tells whether a walk came by.
enum Passage: Sendable {
  case always
  /// The task was performed.
  case performed(String)
  /// The task was performed to its end.
  case completed(String)
  /// The task was performed to its end; a `try` whose end that is never needed its `catch`.
  case left(String, Branch)
  /// One of these branches was taken.
  case branches([Branch])
  /// The loop's first task was performed more often than the loop was entered.
  case again(loop: Branch, first: String)
}

/// How a part of a picture is drawn.
enum GraphMark: String, Sendable, CaseIterable {
  case none, taken, untaken, faulted, waiting, missed
}

extension FlowGraph {
  /// Every node, those inside frames too.
  var nodes: [GraphNode] { items.flatMap(\.nodes) }
}

extension GraphItem {
  var nodes: [GraphNode] {
    switch self {
    case .node(let node): [node]
    case .group(let group): group.items.flatMap(\.nodes)
    }
  }

  /// The item with each node changed.
  func changing(_ change: (inout GraphNode) -> Void) -> GraphItem {
    switch self {
    case .node(var node):
      change(&node)
      return .node(node)
    case .group(var group):
      group.items = group.items.map { $0.changing(change) }
      return .group(group)
    }
  }
}
