import FlowValue

/// A workflow definition that has been read and found sound: what the walk walks.
///
/// Words and fields are those of the Open Workflow Specification's DSL 1.0.3.
struct Workflow: Sendable {
  let document: Document
  let input: InputDefinition
  let use: Use
  let tasks: [TaskDefinition]
  /// How long a run may take.
  let timeout: DurationTemplate?
  let output: OutputDefinition
  /// What a flow outside a plugin may reach; the DSL has no such block, so it is an extension.
  let permissions: Permissions
  /// How many expressions the definition holds; their ids run from 0.
  let expressionCount: Int

  struct Document: Sendable {
    let dsl: String
    let namespace: String
    let name: String
    let version: String
    let title: String?
    let summary: String?
    let tags: FlowValue
    let metadata: FlowValue
    /// The whole definition as read, for `workflow.definition` in expressions.
    let source: FlowValue
  }

  /// Reusable components, by name.
  struct Use: Sendable {
    var authentications: [String: Authentication] = [:]
    var errors: [String: ErrorDefinition] = [:]
    var retries: [String: RetryPolicy] = [:]
    var timeouts: [String: DurationTemplate] = [:]
    var functions: [String: Call] = [:]
    /// In the order of the file, the first one outermost.
    var extensions: [TaskExtension] = []
    var secrets: [String] = []
  }
}

/// What comes into a workflow or task: validated, then transformed.
struct InputDefinition: Sendable {
  var schema: Schema?
  var from: Template?
}

/// What goes out of a workflow or task: transformed, then validated.
struct OutputDefinition: Sendable {
  var schema: Schema?
  var `as`: Template?
}

/// What a task leaves in the context: transformed, then validated.
struct ExportDefinition: Sendable {
  var schema: Schema?
  var `as`: Template?
}

/// What scripts and calls may reach.
///
/// Everything else is refused by name.
struct Permissions: Sendable {
  /// Origins, `scheme://host[:port]`, or the name of a setting that holds one: `${setting}`.
  var hosts: [String] = []
  /// Names of secrets.
  var secrets: [String] = []
  /// What files may hold besides texts: `secrets`.
  var artifacts: [String] = []
}
