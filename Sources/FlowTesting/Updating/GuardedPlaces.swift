import FlowEngine
import FlowValue

/// Parts of a text in which a change has to mind something: anchored values that are used elsewhere
/// as well, and what is written as JSON.
struct GuardedPlaces {
  /// An anchored value that aliases stand for.
  struct Anchor {
    let name: String
    let location: SourceLocation
    let range: Range<Int>
  }

  private var anchors: [Anchor] = []
  private var json: [Range<Int>] = []

  /// - Parameters:
  ///   - text: The file's text.
  ///   - part: The part of the file that is changed.
  ///   - root: All of the file, where aliases have the places of what they stand for.
  init(_ text: FixtureText, _ part: LocatedValue, in root: LocatedValue) {
    var used: Set<SourceLocation> = []
    Self.collectAliases(root, into: &used)
    collectAnchors(part, used, text)
    let all = 0..<text.scalars.count
    if Self.isJSON(text.string(all)) { json = [all] } else { collectJSON(part, text) }
  }

  /// The anchored value that a place is in.
  func anchor(at position: Int) -> Anchor? { anchors.first { $0.range.contains(position) } }

  /// The anchored value that a change would touch.
  func anchor(in range: Range<Int>) -> Anchor? { anchors.first { $0.range.overlaps(range) } }

  func isJSON(_ position: Int) -> Bool { json.contains { $0.contains(position) } }

  private static func collectAliases(_ node: LocatedValue, into places: inout Set<SourceLocation>) {
    if node.alias != nil { places.insert(node.location) }
    for part in node.parts { collectAliases(part, into: &places) }
  }

  private mutating func collectAnchors(
    _ node: LocatedValue, _ used: Set<SourceLocation>, _ text: FixtureText
  ) {
    guard node.alias == nil else { return }
    if let name = node.anchor, used.contains(node.location) {
      let start = text.position(node.location)
      let end = (try? text.end(node)) ?? text.scalars.count
      anchors.append(Anchor(name: name, location: node.location, range: start..<max(start, end)))
    } else {
      for part in node.parts { collectAnchors(part, used, text) }
    }
  }

  private mutating func collectJSON(_ node: LocatedValue, _ text: FixtureText) {
    guard node.alias == nil else { return }
    let start = text.start(node)
    if text.isInBrackets(node), let end = try? text.end(node),
      Self.isJSON(text.string(start..<end))
    {
      json.append(start..<end)
    } else {
      for part in node.parts { collectJSON(part, text) }
    }
  }

  /// Numbers alone are as good YAML as JSON.
  private static func isJSON(_ text: String) -> Bool {
    text.contains("\"") && (try? FlowValue(json: ByteOrderMarks.removed(from: text))) != nil
  }
}

extension LocatedValue {
  fileprivate var parts: [LocatedValue] { elements ?? members?.map(\.value) ?? [] }
}
