import FlowValue

/// A compiled JSON Schema (2020-12).
struct Schema: Sendable {
  /// The schema as written.
  let source: FlowValue
  private let root: SchemaNode
  private let targets: [String: SchemaNode]

  /// Compiles a schema of a file.
  ///
  /// - Throws: `SchemaError` with every keyword that is unknown, not supported or badly used.
  init(_ located: LocatedValue) throws(SchemaError) {
    var compiler = SchemaCompiler()
    root = compiler.node(located, at: "")
    compiler.checkReferences()
    if !compiler.problems.isEmpty { throw SchemaError(problems: compiler.problems) }
    targets = compiler.targets
    source = located.value
  }

  /// Compiles a schema that no file holds.
  ///
  /// - Throws: `SchemaError`, whose problems name keywords by JSON pointer only.
  init(_ value: FlowValue) throws(SchemaError) {
    try self.init(
      LocatedValue(value, at: SourceLocation(file: "schema", line: 1, column: 1)))
  }

  /// What is wrong with a value, in the order of the schema's keywords; empty if nothing is.
  func violations(of value: FlowValue) -> [SchemaViolation] {
    var walk = SchemaWalk(targets: targets)
    walk.check(value, root)
    return walk.violations
  }

  /// The value with the `default` of every object member that is absent.
  func defaults(filling value: FlowValue) -> FlowValue {
    SchemaDefaults(root: source).filling(value, schema: source, depth: 0)
  }
}

/// One schema or subschema: what its keywords check.
struct SchemaNode: Sendable {
  var checks: [SchemaCheck] = []
}

/// What one keyword checks of a value.
typealias SchemaCheck = @Sendable (FlowValue, inout SchemaWalk) -> Void
