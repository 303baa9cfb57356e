import FlowValue

/// A compiled schema: every subschema of it by number, and where the references lead.
struct SchemaProgram: Sendable {
  /// The number of the whole schema.
  static let root = 0

  var nodes: [SchemaNode] = []
  var links: [SchemaLink] = []
  /// What `$dynamicRef` may find in each resource: subschemas by their `$dynamicAnchor`.
  var dynamicAnchors: [[String: Int]] = [[:]]
  /// Whether a keyword asks what the others have evaluated, so that it has to be remembered.
  var tracksEvaluation = false
}

/// One schema or subschema: what its keywords check and fill in.
struct SchemaNode: Sendable {
  var checks: [SchemaCheck] = []
  /// The part of the document with its own `$id` that the subschema belongs to.
  var resource = 0
  var title: String?
  var defaultValue: FlowValue?
  /// The reference of the schema, if it has one.
  var link: Int?
  var fills: [SchemaFill] = []
}

/// Where a reference leads.
struct SchemaLink: Sendable {
  var node: Int
  /// The anchor to look for in the schemas that led here, if the reference is a dynamic one.
  var dynamicName: String?
}

/// What one keyword checks of a value.
typealias SchemaCheck = @Sendable (FlowValue, inout SchemaWalk) -> Void
