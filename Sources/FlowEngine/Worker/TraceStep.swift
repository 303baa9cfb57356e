package import FlowValue

/// Something that a walk computed between two entries of its journal, which are nowhere written.
package struct TraceStep: Sendable {
  package enum Kind: Sendable {
    /// A task began.
    case task(input: FlowValue)
    /// The body of the task works on another input than came in.
    case input(FlowValue)
    /// A loop had another pass: its variable and item.
    case pass(String, FlowValue)
    /// A task set the run's context.
    case exported(FlowValue)
    /// A hook or function began: `before:shop`, or `shop.order` with its arguments.
    case script(String, FlowValue?)
    case returned(String, FlowValue?)
    case raised(String, FlowValue)
    /// A condition was evaluated.
    case test(expression: String, location: SourceLocation, value: FlowValue)
    case branch(Branch)
    case log(level: String, text: String)
    case saved(path: String)
    /// A task ended, so many milliseconds after it began.
    case ended(status: String, output: FlowValue?, error: FlowValue?, milliseconds: Int64)
  }

  package let kind: Kind
  /// The name of the task; that of the workflow where it is in none.
  package let task: String
  /// The task's JSON pointer.
  package let reference: String
  /// How many tasks are around it.
  package let depth: Int

  /// The object that stands for it in JSON.
  package var value: FlowValue {
    var value: FlowValue = ["step": .string(word), "task": .string(task)]
    value["reference"] = .string(reference)
    for (name, member) in details { value[name] = member }
    return value
  }

  private var word: String {
    switch kind {
    case .task: "task"
    case .input: "input"
    case .pass: "pass"
    case .exported: "exported"
    case .script: "script"
    case .returned: "returned"
    case .raised: "raised"
    case .test: "test"
    case .branch: "branch"
    case .log: "log"
    case .saved: "saved"
    case .ended: "ended"
    }
  }

  private var details: [(String, FlowValue)] {
    switch kind {
    case .task(let input), .input(let input): [("input", input)]
    case .pass(let variable, let item): [("variable", .string(variable)), ("item", item)]
    case .exported(let context): [("context", context)]
    case .script(let name, let arguments):
      [("script", .string(name)), ("arguments", arguments ?? .null)]
    case .returned(let name, let output):
      [("script", .string(name)), ("output", output ?? .null)]
    case .raised(let name, let problem): [("script", .string(name)), ("problem", problem)]
    case .test(let expression, let location, let result):
      [
        ("expression", .string(expression)), ("at", .string(location.description)),
        ("value", result),
      ]
    case .branch(let branch):
      [("branch", .string(branch.label)), ("at", .string(branch.location.description))]
    case .log(let level, let text): [("level", .string(level)), ("text", .string(text))]
    case .saved(let path): [("path", .string(path))]
    case .ended(let status, let output, let error, let milliseconds):
      [
        ("status", .string(status)), ("output", output ?? .null), ("error", error ?? .null),
        ("duration", .string(ISODuration.text(milliseconds: milliseconds))),
      ]
    }
  }
}

extension Branch {
  /// Which way it is, in words.
  package var label: String {
    switch kind {
    case .switchCase(let name): "the case '\(name)'"
    case .switchNone: "no case"
    case .ifTaken: "the task"
    case .ifSkipped: "the way past the task"
    case .caught: "the handling of the problem"
    case .retried: "another attempt"
    case .notCaught: "the way without a problem"
    case .loopEntered: "the loop"
    case .loopSkipped: "the way past the loop"
    }
  }
}
