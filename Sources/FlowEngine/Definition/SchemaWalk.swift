import FlowValue

/// One validation: where it is in the value, and what it has found.
struct SchemaWalk {
  /// One step down in the value.
  enum Step {
    case member(String)
    case element(Int)
  }

  let program: SchemaProgram
  private(set) var violations: [SchemaViolation] = []
  /// What has been looked at of the current value by the current schema.
  private(set) var evaluation = SchemaEvaluation()
  private var path: [Step] = []
  /// Whether only success counts, so that nothing is put into words and the first failure ends it.
  private(set) var isQuiet = false
  private var hasFailed = false
  /// The resources that the walk has come through, outermost first.
  private var scope: [Int] = []
  /// Dynamic references that are being followed, with the depth in the value, to stop circles.
  private var following: [(node: Int, depth: Int)] = []

  init(program: SchemaProgram) { self.program = program }

  mutating func check(_ value: FlowValue, _ id: Int) {
    let node = program.nodes[id]
    let isEntering = scope.last != node.resource
    if isEntering { scope.append(node.resource) }
    // A schema sees what its own keywords and their subschemas have looked at, not its neighbours.
    let outer = evaluation
    if program.tracksEvaluation { evaluation = SchemaEvaluation() }
    for check in node.checks {
      check(value, &self)
      if isQuiet, hasFailed { break }
    }
    if program.tracksEvaluation { evaluation.formUnion(outer) }
    if isEntering { scope.removeLast() }
  }

  /// Checks a member or an element of the current value.
  mutating func check(_ value: FlowValue, _ id: Int, at step: Step) {
    down(step) { $0.check(value, id) }
  }

  /// Whether the value fits the subschema, without reporting what is wrong.
  mutating func accepts(_ value: FlowValue, _ id: Int) -> Bool {
    let before = (isQuiet, hasFailed)
    let evaluation = evaluation
    isQuiet = true
    hasFailed = false
    check(value, id)
    let accepts = !hasFailed
    (isQuiet, hasFailed) = before
    if !accepts { self.evaluation = evaluation }
    return accepts
  }

  mutating func accepts(_ value: FlowValue, _ id: Int, at step: Step) -> Bool {
    down(step) { $0.accepts(value, id) }
  }

  /// What a subschema finds, without reporting it.
  mutating func trial(_ value: FlowValue, _ id: Int) -> [SchemaViolation] {
    let before = violations.count
    check(value, id)
    defer { violations.removeSubrange(before...) }
    return Array(violations[before...])
  }

  /// Checks the value by the schema that a reference leads to.
  mutating func follow(_ link: Int, _ value: FlowValue) {
    let link = program.links[link]
    // Circles of other references are refused when the schema is compiled.
    guard let name = link.dynamicName else { return check(value, link.node) }
    let target = scope.lazy.compactMap { [program] in program.dynamicAnchors[$0][name] }.first
    let node = target ?? link.node
    guard !following.contains(where: { $0 == (node, path.count) }) else {
      report("$dynamicRef", "is described by a schema that refers to itself without end")
      return
    }
    following.append((node, path.count))
    check(value, node)
    following.removeLast()
  }

  private mutating func down<Result>(
    _ step: Step, _ body: (inout Self) -> Result
  ) -> Result {
    let outer = evaluation
    evaluation = SchemaEvaluation()
    path.append(step)
    defer {
      path.removeLast()
      evaluation = outer
    }
    return body(&self)
  }
}

/// What a keyword tells the walk.
extension SchemaWalk {
  mutating func report(_ keyword: String, _ message: @autoclosure () -> String) {
    hasFailed = true
    if isQuiet { return }
    violations.append(
      SchemaViolation(pointer: pointer, field: field, keyword: keyword, message: message()))
  }

  mutating func report(
    _ keyword: String, _ message: @autoclosure () -> String, at step: Step
  ) {
    path.append(step)
    report(keyword, message())
    path.removeLast()
  }

  mutating func report(_ found: [SchemaViolation]) {
    hasFailed = hasFailed || !found.isEmpty
    violations += found
  }

  /// Remembers what the keyword has looked at.
  mutating func evaluate(_ change: (inout SchemaEvaluation) -> Void) {
    if program.tracksEvaluation { change(&evaluation) }
  }

  /// The JSON pointer of the current place.
  var pointer: String {
    path.map { step in
      switch step {
      case .member(let name): "/" + name.pointerToken
      case .element(let index): "/\(index)"
      }
    }.joined()
  }

  /// The current place as people write it.
  var field: String {
    path.reduce(into: "") { field, step in
      switch step {
      case .member(let name): field += field.isEmpty ? name : "." + name
      case .element(let index): field += "[\(index)]"
      }
    }
  }
}
