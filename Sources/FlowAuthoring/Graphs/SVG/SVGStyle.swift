/// What the parts of an SVG look like.
enum SVGStyle {
  static let text = """
    <style>
    svg { --page: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #818b98; --fill: #f6f8fa;
      --frame: #d1d9e0; --good: #1a7f37; --bad: #d1242f; --wait: #9a6700;
      font-family: system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
    @media (prefers-color-scheme: dark) { svg { --page: #0d1117; --ink: #f0f6fc; --soft: #9198a1;
      --line: #656c76; --fill: #151b23; --frame: #3d444d; --good: #3fb950; --bad: #f85149;
      --wait: #d29922; } }
    .page { fill: var(--page); }
    .behind { fill: var(--page); opacity: 0.85; }
    text { fill: var(--ink); }
    .heading { font-size: 18px; font-weight: 600; }
    .subtitle { font-size: 13px; fill: var(--soft); }
    .name { font-size: 13px; font-weight: 600; text-anchor: middle; }
    .detail { font-size: 11px; fill: var(--soft); text-anchor: middle; }
    .label { font-size: 11px; fill: var(--soft); text-anchor: middle; }
    .frame { fill: none; stroke: var(--frame); }
    .frame-title { font-size: 12px; font-weight: 600; fill: var(--soft); }
    .node .outline { fill: var(--fill); stroke: var(--line); stroke-width: 1.2; }
    .join .outline { fill: var(--line); }
    .way { fill: none; stroke: var(--line); stroke-width: 1.3; }
    .problem { stroke-dasharray: 6 4; }
    .head { fill: var(--line); }
    .head-missed { fill: var(--bad); }
    .node.taken .outline { stroke: var(--good); stroke-width: 2.4; }
    .way.taken { stroke: var(--good); stroke-width: 2.4; }
    .node.untaken { opacity: 0.45; }
    .way.untaken { opacity: 0.45; }
    .node.faulted .outline, .node.missed .outline { stroke: var(--bad); stroke-width: 2.6; }
    .node.missed .outline { stroke-dasharray: 5 3; }
    .way.missed { stroke: var(--bad); stroke-width: 2.2; }
    .node.waiting .outline { stroke: var(--wait); stroke-width: 2.6; }
    </style>
    """

  static let markers = """
    <defs>
    <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" \
    markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>
    <marker id="missed" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" \
    markerUnits="userSpaceOnUse" orient="auto"><path class="head-missed" d="M0 0 8 4 0 8z"/></marker>
    </defs>
    """
}

extension GraphNode.Shape {
  var name: String {
    switch self {
    case .terminal: "terminal"
    case .task: "task"
    case .decision: "decision"
    case .subflow: "subflow"
    case .join: "join"
    }
  }

  /// The outline as an element.
  func outline(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    func box(_ inset: Double, radius: Double) -> String {
      "<rect class=\"outline\" x=\"\((x + inset).short)\" y=\"\((y + inset).short)\""
        + " width=\"\((width - 2 * inset).short)\" height=\"\((height - 2 * inset).short)\""
        + " rx=\"\(radius.short)\"/>"
    }
    switch self {
    case .terminal: return box(0, radius: height / 2)
    case .task: return box(0, radius: 5)
    case .subflow: return box(0, radius: 3) + box(3, radius: 2)
    case .join: return box(0, radius: height / 2)
    case .decision:
      let (middle, corner) = ((y + height / 2).short, min(14, height / 2))
      let (left, right) = ((x + corner).short, (x + width - corner).short)
      return "<path class=\"outline\" d=\"M\(x.short) \(middle) L\(left) \(y.short) H\(right)"
        + " L\((x + width).short) \(middle) L\(right) \((y + height).short) H\(left)z\"/>"
    }
  }
}

extension String {
  /// The text as XML has it.
  var xml: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
  }
}
