import FlowValue

/// One validation: where it is in the value, and what it has found.
struct SchemaWalk {
  private enum Step {
    case member(String)
    case element(Int)
  }

  private let targets: [String: SchemaNode]
  private(set) var violations: [SchemaViolation] = []
  private var path: [Step] = []
  /// References that are being followed, with the place in the value, to stop circles.
  private var following: Set<String> = []

  init(targets: [String: SchemaNode]) { self.targets = targets }

  mutating func check(_ value: FlowValue, _ node: SchemaNode) {
    for check in node.checks { check(value, &self) }
  }

  mutating func check(_ value: FlowValue, _ node: SchemaNode, member: String) {
    path.append(.member(member))
    check(value, node)
    path.removeLast()
  }

  mutating func check(_ value: FlowValue, _ node: SchemaNode, element: Int) {
    path.append(.element(element))
    check(value, node)
    path.removeLast()
  }

  mutating func follow(_ reference: String, _ value: FlowValue) {
    guard let node = targets[reference] else { return }
    let place = reference + " " + pointer
    guard following.insert(place).inserted else {
      report("$ref", "is described by a schema that refers to itself without end")
      return
    }
    check(value, node)
    following.remove(place)
  }

  /// What a subschema finds, without reporting it.
  mutating func trial(_ value: FlowValue, _ node: SchemaNode) -> [SchemaViolation] {
    let before = violations.count
    check(value, node)
    defer { violations.removeSubrange(before...) }
    return Array(violations[before...])
  }

  mutating func report(_ keyword: String, _ message: String) {
    violations.append(
      SchemaViolation(pointer: pointer, field: field, keyword: keyword, message: message))
  }

  mutating func report(_ keyword: String, _ message: String, member: String) {
    path.append(.member(member))
    report(keyword, message)
    path.removeLast()
  }

  mutating func report(_ found: [SchemaViolation]) { violations += found }

  /// The JSON pointer of the current place.
  var pointer: String {
    path.map { step in
      switch step {
      case .member(let name): "/" + name.pointerToken
      case .element(let index): "/\(index)"
      }
    }.joined()
  }

  private var field: String {
    path.reduce(into: "") { field, step in
      switch step {
      case .member(let name): field += field.isEmpty ? name : "." + name
      case .element(let index): field += "[\(index)]"
      }
    }
  }
}
