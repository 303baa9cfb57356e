import FlowValue

/// Values as lines of a report: JSON, cut where it is long.
enum ValueText {
  private static let width = 300
  /// How much of a long text stands before the place in which it differs.
  private static let lead = 40

  /// `nil` for null.
  static func short(_ value: FlowValue) -> String? {
    value == .null ? nil : cut(value.json, from: 0)
  }

  /// Two values, long ones from shortly before they differ.
  static func pair(_ expected: FlowValue?, _ actual: FlowValue?) -> (String, String) {
    let (left, right) = (expected?.json ?? "nothing", actual?.json ?? "nothing")
    guard max(left.count, right.count) > width else { return (left, right) }
    let common = zip(left, right).prefix { $0 == $1 }.count
    let start = max(0, common - lead)
    return (cut(left, from: start), cut(right, from: start))
  }

  private static func cut(_ text: String, from start: Int) -> String {
    let rest = text.dropFirst(start)
    return (start > 0 ? "…" : "") + rest.prefix(width) + (rest.count > width ? "…" : "")
  }
}
