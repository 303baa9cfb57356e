/// Which definition a run is of: the three names of a workflow document.
package struct WorkflowIdentity: Hashable, Sendable, CustomStringConvertible {
  package let namespace: String
  package let name: String
  package let version: String

  package init(namespace: String, name: String, version: String) {
    self.namespace = namespace
    self.name = name
    self.version = version
  }

  package var description: String { "\(namespace)/\(name):\(version)" }
}
