/// What the parts of an SVG look like.
enum SVGStyle {
  /// Colours are written out for each part, since not every viewer knows CSS's variables.
  static let text = """
    <style>
    svg { font-family: system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
    \(layout)
    \(colours(.light))
    @media (prefers-color-scheme: dark) {
    \(colours(.dark))
    }
    </style>
    """

  static let markers =
    "<defs>\n"
    + ["head", "head-taken", "head-missed"].map { name in
      "<marker id=\"\(name)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\""
        + " markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
        + "<path class=\"\(name)\" d=\"M0 0 8 4 0 8z\"/></marker>"
    }.joined(separator: "\n") + "\n</defs>"

  private static let layout = """
    .heading { font-size: 18px; font-weight: 600; }
    .subtitle { font-size: 13px; }
    .name { font-size: 13px; font-weight: 600; text-anchor: middle; }
    .detail, .label { font-size: 11px; text-anchor: middle; }
    .frame-title { font-size: 12px; font-weight: 600; }
    .behind { opacity: 0.85; }
    .frame, .way { fill: none; stroke-width: 1.3; }
    .outline { stroke-width: 1.2; }
    .problem { stroke-dasharray: 6 4; }
    .untaken { opacity: 0.45; }
    .way.taken, .way.missed { stroke-width: 2.4; }
    .taken .outline, .faulted .outline, .waiting .outline { stroke-width: 2.4; }
    .missed .outline { stroke-width: 2.4; stroke-dasharray: 5 3; }
    """

  private struct Palette {
    let page, ink, soft, line, fill, frame, good, bad, wait: String

    static let light = Palette(
      page: "#ffffff", ink: "#1f2328", soft: "#59636e", line: "#818b98", fill: "#f6f8fa",
      frame: "#d1d9e0", good: "#1a7f37", bad: "#d1242f", wait: "#9a6700")
    static let dark = Palette(
      page: "#0d1117", ink: "#f0f6fc", soft: "#9198a1", line: "#656c76", fill: "#151b23",
      frame: "#3d444d", good: "#3fb950", bad: "#f85149", wait: "#d29922")
  }

  private static func colours(_ palette: Palette) -> String {
    """
    .page, .behind { fill: \(palette.page); }
    .heading, .name { fill: \(palette.ink); }
    .subtitle, .detail, .label, .frame-title { fill: \(palette.soft); }
    .frame { stroke: \(palette.frame); }
    .outline { fill: \(palette.fill); stroke: \(palette.line); }
    .join .outline, .head { fill: \(palette.line); }
    .way { stroke: \(palette.line); }
    .taken .outline, .way.taken { stroke: \(palette.good); }
    .head-taken { fill: \(palette.good); }
    .faulted .outline, .missed .outline, .way.missed { stroke: \(palette.bad); }
    .head-missed { fill: \(palette.bad); }
    .waiting .outline { stroke: \(palette.wait); }
    """
  }
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
