/// Why an expression does not compile, and where in its own text.
struct ExpressionFault: Error, Sendable, Equatable {
  let message: String
  /// The line of the expression's text, from 1.
  let line: Int
  /// The column of the expression's text in Unicode scalars, from 1.
  let column: Int
}
