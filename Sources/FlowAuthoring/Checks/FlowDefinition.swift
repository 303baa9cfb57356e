import FlowEngine
import FlowValue

/// A workflow with the places of all that its file says.
struct FlowDefinition {
  let workflow: Workflow
  let source: SourceText
  let root: LocatedValue
  /// Every task, at any depth, with what is written of it.
  let tasks: [TaskDefinition]

  /// - Throws: `DefinitionError` with every problem of the file.
  init(_ file: FlowBundle.Source, functions: Set<String>) throws(DefinitionError) {
    source = SourceText(file.text, file: file.file)
    root = try YAMLDocument.read(source, text: file.text)
    let syntax = try? LuaSyntax()
    workflow = try DefinitionReader.read(file.text, file: file.file, functions: functions) {
      syntax?.fault($0)
    }
    let extensions = workflow.use.extensions.flatMap { $0.before + $0.after }
    tasks = (workflow.tasks + extensions).flatMap { [$0] + Self.inner($0) }
  }

  private static func inner(_ task: TaskDefinition) -> [TaskDefinition] {
    task.body.tasks.flatMap { [$0] + inner($0) }
  }

  /// What is written at a JSON pointer, such as a task's reference.
  func node(at pointer: String) -> LocatedValue? { root.node(at: pointer) }
}

extension LocatedValue {
  /// What is written at a JSON pointer.
  func node(at pointer: String) -> LocatedValue? {
    pointer.split(separator: "/", omittingEmptySubsequences: true).reduce(self as LocatedValue?) {
      node, token in
      let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
      if let elements = node?.elements {
        return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      return node?[name]
    }
  }

  /// The member with its key's place.
  func member(_ name: String) -> LocatedMember? { members?.first { $0.key == name } }
}
