import FlowEngine
import FlowValue

/// Makes an expected value fit another one: only what differs is touched, and what is a part stays
/// one.
struct ValueUpdate {
  /// Whether numbers and truth values are written for texts, as in a query.
  var isText = false

  func update(
    _ node: LocatedValue, to actual: FlowValue, isExact: Bool, in edits: inout FixtureEdits
  ) {
    let isExact = isExact || node.tag == ExpectedValue.exactTag
    if node.alias != nil {
      if !isSame(node, actual, isExact) { edits.refuse(node) }
      return
    }
    switch (node.content, actual) {
    case (.object(let members), .object(let others)):
      update(node, members, to: others, isExact: isExact, in: &edits)
    case (.array(let elements), .array(let others)):
      update(node, elements, to: others, isExact: isExact, in: &edits)
    case (.scalar, _):
      if !isSame(node, actual, isExact) { edits.replace(node, with: actual) }
    default: edits.replace(node, with: actual)
    }
  }

  private func isSame(_ node: LocatedValue, _ actual: FlowValue, _ isExact: Bool) -> Bool {
    if isText, case .scalar(let value) = node.content {
      return .string(value.string ?? value.json) == actual
    }
    if isText, let members = node.members {
      return members.allSatisfy { isSame($0.value, actual[$0.key] ?? .null, isExact) }
    }
    return ExpectedValue(node, isExact: isExact).differences(from: actual, at: "").isEmpty
  }

  private func update(
    _ node: LocatedValue, _ members: [LocatedMember], to others: FlowObject, isExact: Bool,
    in edits: inout FixtureEdits
  ) {
    var removed: Set<Int> = []
    for (index, member) in members.enumerated() {
      if let other = others[member.key] {
        update(member.value, to: other, isExact: isExact, in: &edits)
      } else {
        removed.insert(index)
      }
    }
    let known = Set(members.map(\.key))
    let added = isExact ? others.filter { !known.contains($0.key) } : [:]
    edits.change(node, removing: removed, adding: added)
  }

  private func update(
    _ node: LocatedValue, _ elements: [LocatedValue], to others: [FlowValue], isExact: Bool,
    in edits: inout FixtureEdits
  ) {
    var change = FixtureEdits.ListChange()
    let places =
      isExact || elements.count >= others.count
      ? Array(0..<min(elements.count, others.count)) : places(of: elements, in: others)
    for (index, place) in places.enumerated() {
      update(elements[index], to: others[place], isExact: isExact, in: &edits)
    }
    if elements.count > others.count { change.removed = Set(others.count..<elements.count) }
    if isExact, others.count > elements.count {
      change.inserted[elements.count] = Array(others[elements.count...])
    }
    edits.change(node, change)
  }

  /// Which elements of a longer list are meant: the next that fits, or the nearest before enough of
  /// them are left.
  private func places(of elements: [LocatedValue], in others: [FlowValue]) -> [Int] {
    var places: [Int] = []
    var next = 0
    for (index, element) in elements.enumerated() {
      let last = others.count - (elements.count - index)
      let expected = ExpectedValue(element)
      let ranked = (next...last).map { ($0, expected.differences(from: others[$0], at: "").count) }
      let best = ranked.first { $0.1 == 0 } ?? ranked.min { $0.1 < $1.1 }
      places.append(best?.0 ?? next)
      next = (best?.0 ?? next) + 1
    }
    return places
  }
}
