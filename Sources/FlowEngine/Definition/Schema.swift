package import FlowValue

/// A compiled JSON Schema (2020-12).
///
/// Every keyword of the standard is known. `format` is checked, which the standard leaves open, and
/// `content…` only describes. References stay inside the document: what would have to be fetched is
/// refused, as is a keyword that no one knows, since ignoring it would let bad data through.
package struct Schema: Sendable {
  /// The schema as written.
  package let source: FlowValue
  private let program: SchemaProgram

  /// Compiles a schema of a file.
  ///
  /// - Throws: `SchemaError` with every keyword that is unknown, not supported or badly used.
  init(_ located: LocatedValue) throws(SchemaError) {
    var compiler = SchemaCompiler()
    _ = compiler.node(located, at: "")
    compiler.link()
    if !compiler.problems.isEmpty { throw SchemaError(problems: compiler.problems) }
    program = compiler.program
    source = located.value
  }

  /// Compiles a schema that no file holds.
  ///
  /// - Throws: `SchemaError`, whose problems name keywords by JSON pointer only.
  init(_ value: FlowValue) throws(SchemaError) {
    try self.init(
      LocatedValue(value, at: SourceLocation(file: "schema", line: 1, column: 1)))
  }

  /// What is wrong with a value, at most one thing for each field; empty if nothing is.
  package func violations(of value: FlowValue) -> [SchemaViolation] {
    var walk = SchemaWalk(program: program)
    walk.check(value, SchemaProgram.root)
    return SchemaViolation.oneForEachField(walk.violations)
  }

  /// The value with the `default` of every object member that is absent.
  ///
  /// Forms to choose from (`anyOf`, `oneOf`) fill in nothing: which one is meant is not known.
  func defaults(filling value: FlowValue) -> FlowValue {
    SchemaDefaults(program: program).filling(value, SchemaProgram.root, depth: 0)
  }
}
