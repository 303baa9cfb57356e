package import FlowValue

/// A definition that a journal is replayed on, with its text.
struct ReplayedDefinition: Sendable {
  let program: Program
  /// The hash of its bundle.
  let bundle: String
  private let source: SourceText

  init(_ read: ReadFlow) {
    program = read.program
    bundle = read.hash
    let workflow = Bundle(bytes: read.bytes)?.workflow
    source = SourceText(workflow?.text ?? "", file: workflow?.file ?? "")
  }

  /// The file, as messages print it.
  var file: String { source.file }

  /// `namespace/name:version (file)`.
  var title: String { "\(program.identity) (\(file))" }

  /// Where the task with this JSON pointer stands; the workflow itself is `/`.
  func place(of reference: String) -> TaskPlace {
    let task = program.workflow.steps.first { $0.reference == reference }
    return TaskPlace(
      name: task?.name ?? program.workflow.document.name, reference: reference,
      location: task?.location ?? source.location(line: 1, column: 1),
      line: task.flatMap { source.line($0.location.line) })
  }
}

/// A task, and the line of the definition where it begins.
package struct TaskPlace: Sendable, Equatable {
  package let name: String
  /// The JSON pointer.
  package let reference: String
  package let location: SourceLocation
  /// The line's text; `nil` for the workflow itself.
  package let line: String?

  /// The object that stands for it in JSON.
  package var value: FlowValue {
    [
      "name": .string(name), "reference": .string(reference),
      "file": .string(location.file), "line": .integer(Int64(location.line)),
      "text": line.map { .string($0) } ?? .null,
    ]
  }

  /// The name with its place, and the line below it.
  package var lines: [String] {
    let source = line.map { "  \(location.line) | \($0)" }
    return ["\(name), \(location)", source].compactMap(\.self)
  }
}
