/// A node or a frame with its size; a frame also has its parts.
struct GraphBox {
  enum Content {
    case node(GraphNode)
    case group(title: String?, LayeredList)
  }

  let content: Content
  let width: Double
  let height: Double

  init(_ node: GraphNode) {
    content = .node(node)
    if node.shape == .join {
      (width, height) = (14, 14)
      return
    }
    let title = TextWidth.of(node.title, size: 13, isBold: true)
    let detail = node.detail.map { TextWidth.of($0, size: 11) } ?? 0
    width = max(title, detail, 40) + (node.shape == .decision ? 44 : 28)
    height = node.detail == nil ? 34 : 46
  }

  init(_ list: LayeredList, title: String?) {
    content = .group(title: title, list)
    width = max(list.width, title.map { TextWidth.of($0, size: 12, isBold: true) + 12 } ?? 0) + 28
    height = list.height + Self.top
  }

  /// Where a frame's parts begin, below its title.
  static let top = 36.0
  static let side = 14.0

  /// Where a way comes in at the upper side.
  var entry: Double {
    if case .group(_, let list) = content { Self.side + list.entry } else { width / 2 }
  }

  /// How the node is drawn that ways from above lead to.
  var entryMark: GraphMark {
    switch content {
    case .node(let node): [.faulted, .waiting].contains(node.mark) ? .taken : node.mark
    case .group(_, let list): list.boxes[list.entryBox].entryMark
    }
  }

  /// Where a way to a node outside leaves a frame at the lower side.
  func exit(to target: Int) -> Double? {
    guard case .group(_, let list) = content else { return nil }
    return list.sinks[target].map { Self.side + $0 }
  }
}

/// How wide a text is, near enough to draw a box around it.
enum TextWidth {
  static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let ems = text.unicodeScalars.reduce(0.0) { sum, scalar in
      switch scalar {
      case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]": sum + 0.32
      case "f", "r", "t", " ", "-", "/", "\"": sum + 0.4
      case "m", "w", "M", "W", "@", "%", "…": sum + 0.92
      case "A"..."Z": sum + 0.7
      default: sum + (scalar.value < 0x2E80 ? 0.59 : 1)
      }
    }
    return ems * size * (isBold ? 1.06 : 1)
  }
}
