/// Why an expression does not compile, and where in its own text.
package struct ExpressionFault: Error, Sendable, Equatable {
  package let message: String
  /// The line of the expression's text, from 1.
  package let line: Int
  /// The column of the expression's text in Unicode scalars, from 1.
  package let column: Int
}
