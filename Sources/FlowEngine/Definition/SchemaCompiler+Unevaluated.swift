import FlowValue

/// Keywords for what no other keyword has looked at; they run after all others of their schema.
extension SchemaCompiler {
  static let unevaluatedKeywords: [String: Compile] = [
    "unevaluatedProperties": unevaluatedProperties, "unevaluatedItems": unevaluatedItems,
  ]

  @Sendable private static func unevaluatedProperties(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    let isForbidden = keyword.value.value.bool == false
    compiler.program.tracksEvaluation = true
    return { value, walk in
      guard let object = value.object else { return }
      let known = walk.evaluation
      for (name, member) in object where !known.contains(member: name) {
        if isForbidden {
          walk.report("unevaluatedProperties", "is not a known field", at: .member(name))
        } else {
          walk.check(member, node, at: .member(name))
        }
      }
      walk.evaluate { $0.insertAllMembers() }
    }
  }

  @Sendable private static func unevaluatedItems(
    _ compiler: inout Self, _ keyword: Keyword
  ) -> SchemaCheck? {
    let node = compiler.node(keyword)
    compiler.program.tracksEvaluation = true
    return { value, walk in
      guard let elements = value.array else { return }
      let known = walk.evaluation
      for (index, element) in elements.enumerated() where !known.contains(element: index) {
        walk.check(element, node, at: .element(index))
      }
      walk.evaluate { $0.insertAllElements() }
    }
  }
}
