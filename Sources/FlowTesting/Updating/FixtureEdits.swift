import FlowEngine
import FlowValue

/// Changes of a file's text, each in a place of its own; everything else stays byte for byte.
///
/// What cannot be changed by itself is left, and noted with the reason.
struct FixtureEdits {
  let text: FixtureText
  private(set) var refusals: [Refusal] = []
  private let guarded: GuardedPlaces
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Why something cannot be changed by itself.
  struct Refusal: Error, Equatable {
    let reason: String
  }

  init(_ text: FixtureText, _ guarded: GuardedPlaces) {
    self.text = text
    self.guarded = guarded
  }

  /// The changed text.
  ///
  /// - Throws: `Refusal` if two changes are in the same place, or one is outside the part that may be
  ///   changed.
  func applied(within limits: Range<Int>) throws(Refusal) -> String {
    var result = ""
    var position = 0
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard edit.range.lowerBound >= position, edit.range.lowerBound >= limits.lowerBound,
        edit.range.upperBound <= limits.upperBound
      else { throw Refusal(reason: "the changes are in each other's way; make them by hand") }
      result += text.string(position..<edit.range.lowerBound) + edit.text
      position = edit.range.upperBound
    }
    return result + text.string(position..<text.scalars.count)
  }

  /// - Throws: `Refusal` if something in the place is used elsewhere as well.
  mutating func put(_ new: String, in range: Range<Int>) throws(Refusal) {
    if let anchor = guarded.anchor(in: range) { throw refusal(anchor) }
    edits.append((range, new))
  }

  /// Makes changes that belong together, or none of them.
  mutating func together(_ change: (inout FixtureEdits) throws(Refusal) -> Void) {
    var copy = self
    do {
      try change(&copy)
      self = copy
    } catch {
      refuse(error)
    }
  }

  func end(_ node: LocatedValue) throws(Refusal) -> Int {
    do {
      return try text.end(node)
    } catch {
      throw Refusal(
        reason: "\(error.location): this is written in a way that is not changed by itself; "
          + "change it by hand")
    }
  }

  func places(_ parts: [(start: SourceLocation, value: LocatedValue)]) throws(Refusal)
    -> [Range<Int>]
  {
    try parts.map { part throws(Refusal) in
      let (start, end) = (text.position(part.start), try end(part.value))
      guard start <= end else {
        throw Refusal(reason: "\(part.start): this is the place of an alias; change it by hand")
      }
      return start..<end
    }
  }

  // MARK: - Aliases

  mutating func refuse(_ refusal: Refusal) {
    if !refusals.contains(refusal) { refusals.append(refusal) }
  }

  /// Leaves a value that an alias stands for, or that one stands for elsewhere.
  mutating func refuse(_ node: LocatedValue) { if let refusal = refusal(node) { refuse(refusal) } }

  /// Why a value cannot be changed where it stands; `nil` if it can.
  func refusal(_ node: LocatedValue) -> Refusal? {
    if let alias = node.alias {
      return Refusal(
        reason: "\(node.location): *\(alias) stands for a value that is written elsewhere; "
          + "write the new value in its place by hand")
    }
    let start = text.position(node.location)
    return guarded.anchor(at: start).map(refusal)
  }

  private func refusal(_ anchor: GuardedPlaces.Anchor) -> Refusal {
    Refusal(
      reason: "\(anchor.location): &\(anchor.name) is used elsewhere as *\(anchor.name), which "
        + "would change with it; write the value out in one of the places by hand")
  }

  // MARK: - Texts

  /// A value in one line: as JSON where everything around it is JSON.
  func line(_ value: FlowValue, at position: Int) -> String {
    guarded.isJSON(position) ? YAMLWriter.json(value) : YAMLWriter.line(value)
  }

  /// A key and its value in one line.
  func pair(_ key: String, _ value: FlowValue, at position: Int) -> String {
    "\(line(.string(key), at: position)): \(line(value, at: position))"
  }
}
