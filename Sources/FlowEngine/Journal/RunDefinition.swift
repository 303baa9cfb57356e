/// What a run is pinned to: which definition, and the hash under which its bundle is saved.
package struct RunDefinition: Sendable, Equatable {
  package let workflow: WorkflowIdentity
  package let bundle: String

  package init(workflow: WorkflowIdentity, bundle: String) {
    self.workflow = workflow
    self.bundle = bundle
  }

  /// - Throws: `StoreError.unstorable`
  func requireStorable() throws(StoreError) {
    try StoreError.requireStorable([
      workflow.namespace, workflow.name, workflow.version, bundle,
    ])
  }
}
