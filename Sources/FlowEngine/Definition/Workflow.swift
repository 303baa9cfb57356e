package import FlowValue

/// A workflow definition that has been read and found sound: what the walk walks.
///
/// Words and fields are those of the Open Workflow Specification's DSL 1.0.3.
package struct Workflow: Sendable {
  package let document: Document
  package let input: InputDefinition
  package let use: Use
  package let tasks: [TaskDefinition]
  /// How long a run may take.
  package let timeout: DurationTemplate?
  package let output: OutputDefinition
  /// What a flow outside a plugin may reach; the DSL has no such block, so it is an extension.
  package let permissions: Permissions
  /// How many expressions the definition holds; their ids run from 0.
  package let expressionCount: Int

  package struct Document: Sendable {
    package let dsl: String
    package let namespace: String
    package let name: String
    package let version: String
    package let title: String?
    package let summary: String?
    package let tags: FlowValue
    package let metadata: FlowValue
    /// The whole definition as read, for `workflow.definition` in expressions.
    package let source: FlowValue
  }

  /// Reusable components, by name.
  package struct Use: Sendable {
    package var authentications: [String: Authentication] = [:]
    package var errors: [String: ErrorDefinition] = [:]
    package var retries: [String: RetryPolicy] = [:]
    package var timeouts: [String: DurationTemplate] = [:]
    package var functions: [String: Call] = [:]
    /// In the order of the file, the first one outermost.
    package var extensions: [TaskExtension] = []
    package var secrets: [String] = []
  }
}

/// What comes into a workflow or task: validated, then transformed.
package struct InputDefinition: Sendable {
  package var schema: Schema?
  package var from: Template?
}

/// What goes out of a workflow or task: transformed, then validated.
package struct OutputDefinition: Sendable {
  package var schema: Schema?
  package var `as`: Template?
}

/// What a task leaves in the context: transformed, then validated.
package struct ExportDefinition: Sendable {
  package var schema: Schema?
  package var `as`: Template?
}

/// What scripts and calls may reach.
///
/// Everything else is refused by name.
package struct Permissions: Sendable {
  /// Origins, `scheme://host[:port]`, or the name of a setting that holds one: `${setting}`.
  package var hosts: [String] = []
  /// Names of secrets.
  package var secrets: [String] = []
  /// What files may hold besides texts: `secrets`.
  package var artifacts: [String] = []

  package init(hosts: [String] = [], secrets: [String] = [], artifacts: [String] = []) {
    self.hosts = hosts
    self.secrets = secrets
    self.artifacts = artifacts
  }
}
