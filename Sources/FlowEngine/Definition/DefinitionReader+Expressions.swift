import FlowValue

extension DefinitionReader {
  /// A literal in which whole strings may be expressions.
  mutating func template(_ node: LocatedValue) -> Template {
    switch node.content {
    case .scalar(let value):
      return strictExpression(node).map(Template.expression) ?? .literal(value)
    case .array(let elements):
      let templates = elements.map { template($0) }
      return templates.allSatisfy(\.isLiteral) ? .literal(node.value) : .array(templates)
    case .object(let members):
      let templates = members.map { (key: $0.key, value: template($0.value)) }
      let isLiteral = templates.allSatisfy { $0.value.isLiteral }
      return isLiteral ? .literal(node.value) : .object(templates)
    }
  }

  /// A template of a field where a bare string is an expression too.
  mutating func expressionTemplate(_ node: LocatedValue?) -> Template? {
    guard let node else { return nil }
    return node.string == nil ? template(node) : expression(node).map(Template.expression)
  }

  /// The expression of a string `${ … }`, `nil` for any other value.
  mutating func strictExpression(_ node: LocatedValue) -> Expression? {
    ExpressionText(node)?.isMarked ?? false ? expression(node) : nil
  }

  /// The expression of a field that holds nothing else, with or without `${ }` around it.
  mutating func expression(_ node: LocatedValue?) -> Expression? {
    guard let node, let text = ExpressionText(node) else { return nil }
    let location = TextPosition.location(
      ofOffset: text.offset, in: node, source: findings.source)
    let expression = Expression(id: expressionCount, source: text.source, location: location)
    expressionCount += 1
    if text.source.isEmpty {
      report(.badExpression, at: node.location, "the expression is empty")
    } else {
      compile(expression, of: node, at: text.offset)
    }
    return expression
  }

  private mutating func compile(_ expression: Expression, of node: LocatedValue, at offset: Int) {
    switch language {
    case .refused: return
    case .unstated:
      language = .refused
      report(
        .expressionLanguage, at: expression.location,
        "expressions in 'jq', the standard's default, are not supported yet",
        hint: "write evaluate: { language: lua }, and the expressions in Lua")
    case .lua:
      guard let fault = check(expression) else { return }
      let location = TextPosition.location(
        ofOffset: offset + expression.offset(line: fault.line, column: fault.column), in: node,
        source: findings.source)
      let isMixed = expression.source.contains("${")
      report(
        .badExpression, at: location, fault.message,
        hint: isMixed ? "an expression is the whole string; join texts with '..'" : nil)
    }
  }
}

/// The expression inside a string, and how far from the string's beginning it is.
package struct ExpressionText {
  package let source: String
  /// In Unicode scalars.
  package let offset: Int
  /// Whether `${` and `}` stand around it.
  let isMarked: Bool

  package init?(_ node: LocatedValue) {
    guard let text = node.string else { return nil }
    var scalars = Array(text.unicodeScalars)[...]
    Self.trim(&scalars)
    isMarked = scalars.starts(with: "${".unicodeScalars) && scalars.last == "}"
    if isMarked {
      scalars = scalars.dropFirst(2).dropLast()
      Self.trim(&scalars)
    }
    source = String(String.UnicodeScalarView(scalars))
    offset = scalars.startIndex
  }

  private static func trim(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    scalars = scalars.drop { $0.properties.isWhitespace }
    while scalars.last?.properties.isWhitespace ?? false { scalars.removeLast() }
  }
}

extension Expression {
  /// How many Unicode scalars stand before a place of the expression's text.
  fileprivate func offset(line: Int, column: Int) -> Int {
    let rows = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let before = rows.prefix(max(line - 1, 0)).reduce(0) { $0 + $1.count + 1 }
    return min(before + max(column - 1, 0), source.unicodeScalars.count)
  }
}

extension Template {
  var isLiteral: Bool { if case .literal = self { true } else { false } }
}
