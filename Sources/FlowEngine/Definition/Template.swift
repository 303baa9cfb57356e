package import FlowValue

/// A runtime expression of a definition: the text between `${` and `}`.
package struct Expression: Sendable {
  /// Counts the definition's expressions, so that an evaluator can keep compiled ones in a list.
  package let id: Int
  package let source: String
  /// Where the expression's own text begins.
  package let location: SourceLocation
}

/// A literal of a definition in which whole strings may be expressions.
package indirect enum Template: Sendable {
  case literal(FlowValue)
  case expression(Expression)
  case array([Template])
  case object([(key: String, value: Template)])
}
