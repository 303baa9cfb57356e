import FlowValue

/// The standard's own schema, to which a schema may refer where the data is a schema itself.
extension SchemaCompiler {
  static let metaschema = "https://json-schema.org/draft/2020-12/schema"

  /// The subschema that stands for the standard's own one: the compiler checks the data.
  mutating func metaschemaNode() -> Int {
    if let known = index.metaschema { return known }
    let id = program.nodes.count
    program.nodes.append(SchemaNode(checks: [Self.checkSchema]))
    index.metaschema = id
    return id
  }

  /// By the standard's own schema, keywords that no one knows and any reference are allowed.
  @Sendable private static func checkSchema(_ value: FlowValue, _ walk: inout SchemaWalk) {
    var compiler = SchemaCompiler()
    _ = compiler.node(
      LocatedValue(value, at: SourceLocation(file: "schema", line: 1, column: 1)), at: "")
    guard let problem = compiler.problems.first(where: { $0.code == .badKeyword }) else { return }
    let place = problem.pointer.isEmpty ? "" : " at '\(problem.pointer)'"
    walk.report("$ref", "must be a JSON Schema, but\(place) \(problem.message)")
  }
}
