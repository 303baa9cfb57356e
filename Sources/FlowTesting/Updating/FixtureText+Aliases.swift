import FlowEngine
import FlowValue

/// Where aliases stand: what reads a file gives them the place of what they stand for.
extension FixtureText {
  /// The value with every alias in it at its own place, as far as it can be found.
  func placingAliases(_ node: LocatedValue) -> LocatedValue {
    guard node.alias == nil else { return node }
    var node = node
    switch node.content {
    case .scalar: break
    case .array(let elements):
      var last: Int? = start(node)
      node.content = .array(elements.map { placing($0, after: &last) })
    case .object(let members):
      var last: Int? = position(node.location)
      node.content = .object(members.map { placing($0, after: &last) })
    }
    return node
  }

  /// `last` is where that ends which stands before it, and becomes where it ends itself; `nil` if that
  /// is unknown.
  private func placing(_ node: LocatedValue, after last: inout Int?) -> LocatedValue {
    var placed = placingAliases(node)
    if node.alias != nil, let start = last.flatMap(aliasStart) {
      placed.location = location(start, in: node.location.file)
    }
    last = try? end(placed)
    return placed
  }

  private func placing(_ member: LocatedMember, after last: inout Int?) -> LocatedMember {
    var placed = member
    if let end = last, position(member.location) < end {
      // The key is an alias itself.
      let start = aliasStart(end)
      if let start { placed.location = location(start, in: member.location.file) }
      last = start.map(nameEnd)
    } else {
      last = keyEnd(member)
    }
    placed.value = placing(member.value, after: &last)
    return placed
  }

  private func keyEnd(_ member: LocatedMember) -> Int? {
    var key = LocatedValue(.string(member.key), at: member.location)
    let first = scalar(start(key))
    if first == "\"" { key.style = .doubleQuoted }
    if first == "'" { key.style = .singleQuoted }
    return try? end(key)
  }

  /// The next alias, if nothing stands before it but signs, space and comments.
  private func aliasStart(_ position: Int) -> Int? {
    var position = position
    while let next = scalar(position), next != "*" {
      guard next.properties.isWhitespace || ",:-?[{#".unicodeScalars.contains(next) else {
        return nil
      }
      position = next == "#" ? lineEnd(position) : position + 1
    }
    return scalar(position).map { _ in position }
  }

  /// The end of the name after the sign of an alias.
  private func nameEnd(_ start: Int) -> Int {
    scalars[(start + 1)...].firstIndex { scalar in
      !(scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "-" || scalar == "_")
    } ?? scalars.count
  }

  func end(_ node: LocatedValue, ofAlias name: String) throws(Unfindable) -> Int {
    let start = position(node.location)
    let end = min(start + 1 + name.unicodeScalars.count, scalars.count)
    guard string(start..<end) == "*" + name else { throw Unfindable(location: node.location) }
    return end
  }
}
