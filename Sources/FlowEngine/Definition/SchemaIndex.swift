/// Every subschema of a document by the names that references use.
struct SchemaIndex {
  /// A part of the document with a URI of its own; the first is the whole document.
  struct Resource {
    /// Resolved, without a fragment; empty for a document without `$id`.
    var uri: String
    /// The JSON pointer of its root.
    let pointer: String
    var anchors: [String: Int] = [:]
  }

  /// Subschemas by their JSON pointer in the document.
  var nodes: [String: Int] = [:]
  /// The subschema that stands for the standard's own schema, if a reference needs it.
  var metaschema: Int?
  var resources = [Resource(uri: "", pointer: "")]

  func resource(_ uri: String) -> Int? { resources.firstIndex { $0.uri == uri } }

  /// The subschema that a fragment means in a resource: a JSON pointer or an anchor.
  func node(_ fragment: String, in resource: Int) -> Int? {
    let resource = resources[resource]
    guard fragment.isEmpty || fragment.hasPrefix("/") else { return resource.anchors[fragment] }
    let tokens = fragment.split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).replacing("~1", with: "/").replacing("~0", with: "~").pointerToken }
    return nodes[resource.pointer + tokens.joined(separator: "/")]
  }

  /// The references that would lead somewhere, as they are written in a resource.
  func names(in resource: Int) -> [String] {
    let resource = resources[resource]
    let pointers = nodes.keys.filter { $0.hasPrefix(resource.pointer) }
      .map { "#" + $0.dropFirst(resource.pointer.count) }
    return pointers.sorted() + resource.anchors.keys.sorted().map { "#" + $0 }
      + resources.map(\.uri).filter { !$0.isEmpty }
  }
}
