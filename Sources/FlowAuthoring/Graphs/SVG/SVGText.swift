import FlowValue

/// A picture as SVG that stands alone: laid out, with colours for light and dark, without scripts.
package struct SVGText {
  private let graph: FlowGraph
  private var lines: [String] = []

  /// The text of a picture.
  package init(_ graph: FlowGraph) { self.graph = graph }

  /// The whole document.
  package var text: String {
    var copy = self
    copy.draw()
    return copy.lines.joined(separator: "\n")
  }

  private mutating func draw() {
    let root = GraphLayout(graph).root
    let top = graph.subtitle == nil ? 56.0 : 76
    let title = TextWidth.of(graph.title, size: 18, isBold: true)
    let width = max(root.width, title, TextWidth.of(graph.subtitle ?? "", size: 13)) + 48
    let size = "\(width.short) \((root.height + top + 24).short)"
    lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\""
        + " width=\"\(width.short)\" height=\"\((root.height + top + 24).short)\" role=\"img\">",
      "<title>\(graph.heading.xml)</title>", SVGStyle.text, SVGStyle.markers,
      "<rect class=\"page\" width=\"100%\" height=\"100%\"/>",
      "<text class=\"heading\" x=\"24\" y=\"36\">\(graph.title.xml)</text>",
    ]
    if let subtitle = graph.subtitle {
      lines.append("<text class=\"subtitle\" x=\"24\" y=\"58\">\(subtitle.xml)</text>")
    }
    draw(root, at: (24 + (width - 48 - root.width) / 2, top))
    lines.append("</svg>")
  }

  private mutating func draw(_ list: LayeredList, at origin: GraphRouter.Point) {
    lines.append("<g transform=\"translate(\(origin.x.short) \(origin.y.short))\">")
    for way in list.ways { draw(way, in: list) }
    for (box, place) in zip(list.boxes, list.origins) { draw(box, at: place) }
    for way in list.ways {
      guard let label = way.label else { continue }
      let width = TextWidth.of(label.text, size: 11) + 6
      lines.append(
        "<rect class=\"behind\" x=\"\((label.x - width / 2).short)\" y=\"\((label.y - 8).short)\""
          + " width=\"\(width.short)\" height=\"16\" rx=\"3\"/><text class=\"label\""
          + " x=\"\(label.x.short)\" y=\"\((label.y + 4).short)\">\(label.text.xml)</text>")
    }
    lines.append("</g>")
  }

  private mutating func draw(_ way: LayeredList.Way, in list: LayeredList) {
    let edges = way.edges.map { graph.edges[$0] }
    let marks = Set(edges.map(\.mark))
    let mark = marks.count == 1 ? edges[0].mark : marks.contains(.taken) ? .taken : .none
    var classes = ["way"] + (mark == .none ? [] : [mark.rawValue])
    if edges.allSatisfy(\.isProblem) { classes.append("problem") }
    // Its head is drawn where it ends: at a node.
    let isEnd = way.to.map { if case .node = list.boxes[$0].content { true } else { false } }
    let name = [GraphMark.taken: "head-taken", .missed: "head-missed"][mark] ?? "head"
    let head = isEnd ?? false ? " marker-end=\"url(#\(name))\"" : ""
    lines.append("<path class=\"\(classes.joined(separator: " "))\" d=\"\(way.path)\"\(head)/>")
  }

  private mutating func draw(_ box: GraphBox, at place: GraphRouter.Point) {
    switch box.content {
    case .node(let node): draw(node, box, at: place)
    case .group(let title, let list): draw(list, under: title, box, at: place)
    }
  }

  private mutating func draw(
    _ list: LayeredList, under title: String?, _ box: GraphBox, at place: GraphRouter.Point
  ) {
    lines.append(
      "<rect class=\"frame\" x=\"\(place.x.short)\" y=\"\(place.y.short)\""
        + " width=\"\(box.width.short)\" height=\"\(box.height.short)\" rx=\"8\"/>")
    if let title {
      lines.append(
        "<text class=\"frame-title\" x=\"\((place.x + 10).short)\" y=\"\((place.y + 17).short)\">"
          + "\(title.xml)</text>")
    }
    let inner = (x: place.x + GraphBox.side, y: place.y + GraphBox.top)
    let isTaken = box.entryMark == .taken
    let mark = isTaken ? " taken" : box.entryMark == .untaken ? " untaken" : ""
    let isNode = if case .node = list.boxes[list.entryBox].content { true } else { false }
    let head = isNode ? " marker-end=\"url(#head\(isTaken ? "-taken" : ""))\"" : ""
    let end = inner.y + list.origins[list.entryBox].y
    lines.append(
      "<path class=\"way\(mark)\" d=\"M\((inner.x + list.entry).short) \(place.y.short)"
        + " V\(end.short)\"\(head)/>")
    draw(list, at: inner)
  }

  private mutating func draw(_ node: GraphNode, _ box: GraphBox, at place: GraphRouter.Point) {
    let mark = node.mark == .none ? "" : " " + node.mark.rawValue
    lines.append("<g class=\"node \(node.shape.name)\(mark)\">")
    if let task = node.task { lines.append("<title>\(task.xml)</title>") }
    lines.append(node.shape.outline(place.x, place.y, box.width, box.height))
    let middle = (place.x + box.width / 2).short
    let first = node.detail == nil ? box.height / 2 + 5 : 19
    if !node.title.isEmpty {
      lines.append(
        "<text class=\"name\" x=\"\(middle)\" y=\"\((place.y + first).short)\">"
          + "\(node.title.xml)</text>")
    }
    if let detail = node.detail {
      lines.append(
        "<text class=\"detail\" x=\"\(middle)\" y=\"\((place.y + 36).short)\">\(detail.xml)</text>")
    }
    lines.append("</g>")
  }
}
