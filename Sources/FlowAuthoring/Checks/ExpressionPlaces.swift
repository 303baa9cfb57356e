import FlowEngine

/// Finds the place in the file of a character of an expression.
struct ExpressionPlaces {
  private let source: SourceText
  /// What holds an expression, by the place where the expression's own text begins.
  private let holders: [SourceLocation: (node: LocatedValue, offset: Int)]

  init(_ definition: FlowDefinition) {
    source = definition.source
    var holders: [SourceLocation: (node: LocatedValue, offset: Int)] = [:]
    Self.collect(definition.root, source, into: &holders)
    self.holders = holders
  }

  private static func collect(
    _ node: LocatedValue, _ source: SourceText,
    into holders: inout [SourceLocation: (node: LocatedValue, offset: Int)]
  ) {
    for element in node.elements ?? [] { collect(element, source, into: &holders) }
    for member in node.members ?? [] { collect(member.value, source, into: &holders) }
    guard let text = ExpressionText(node) else { return }
    let location = TextPosition.location(ofOffset: text.offset, in: node, source: source)
    holders[location] = (node, text.offset)
  }

  func location(of place: LuaPlace, in expression: Expression) -> SourceLocation {
    guard let holder = holders[expression.location] else { return expression.location }
    return TextPosition.location(
      ofOffset: holder.offset + place.offset, in: holder.node, source: source)
  }
}
