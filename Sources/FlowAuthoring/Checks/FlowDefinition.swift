import FlowEngine
import FlowValue

/// A workflow with the places of all that its file says.
struct FlowDefinition {
  let workflow: Workflow
  let source: SourceText
  let root: LocatedValue
  /// Every task, at any depth, with what is written of it.
  let tasks: [TaskDefinition]

  /// - Parameters:
  ///   - file: The file.
  ///   - functions: What `call` can name.
  ///   - takesAnyFunction: Whether there may be functions that are not known.
  /// - Throws: `DefinitionError` with every problem of the file.
  init(
    _ file: FlowBundle.Source, functions: Set<String>, takesAnyFunction: Bool = false
  ) throws(DefinitionError) {
    source = SourceText(file.text, file: file.file)
    root = try YAMLDocument.read(source, text: file.text)
    let functions = takesAnyFunction ? functions.union(root.calls) : functions
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
  /// What is named by `call` in it, at any depth, behind a plugin's name.
  fileprivate var calls: [String] {
    let own = self["call"]?.string.map { $0.contains(".") ? [$0] : [] } ?? []
    return own + (elements ?? []).flatMap(\.calls) + (members ?? []).flatMap(\.value.calls)
  }
}
