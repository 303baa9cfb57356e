import FlowEngine
import FlowValue

/// The hook file of an overlay: every task of the flow, with an example that is a comment.
struct OverlayHooks {
  private let definition: FlowDefinition
  private let functions: [String: Manifest.Function]

  init(_ definition: FlowDefinition, in workplace: Workplace) {
    self.definition = definition
    functions = workplace.functions
  }

  var text: String {
    let document = definition.workflow.document
    var known: Set<String> = []
    let tasks = definition.tasks.filter { known.insert($0.name).inserted }
    let head = [
      "-- Hooks around the tasks of \(document.name): \(document.title ?? document.name).", "--",
      "-- `before` may return a new input, `after` a new output, `fault` an output, which recovers the",
      "-- task. To return nothing keeps the value. `task` has name, reference, input, context, workflow,",
      "-- attempt, actor and startedAt. `task.input` is what the task before gave; what a function is called",
      "-- with, the flow makes of `task.context`. Take the two dashes away from what you need.",
      "return {",
      "  -- The whole run: its input and its output.", "  workflow = {",
      "    before = function(task) flow.log(\"info\", task.workflow.id .. \" begins\") end,",
      "  },",
    ]
    return (head + tasks.flatMap(lines) + ["}"]).joined(separator: "\n") + "\n"
  }

  private func lines(_ task: TaskDefinition) -> [String] {
    let key = LuaName.key(task.name)
    let words = words(of: task).joined(separator: "\n")
    let comment = "\(key.trimmedKey): \(words)".split(separator: "\n").flatMap {
      Self.wrapped(String($0))
    }
    return [""] + comment.map { "  -- \($0)" } + [
      "  -- \(key) = {", "  --   before = function(task) end,",
      "  --   after = function(task, output) return output end,",
      "  --   fault = function(task, problem) end,", "  -- },",
    ]
  }

  /// What the task does and what its function takes and gives.
  private func words(of task: TaskDefinition) -> [String] {
    guard case .call(.function(let name, _)) = task.body, let function = functions[name] else {
      return [Self.kind(of: task)]
    }
    let title = function.title ?? LuaName.line(function.description)
    return [
      "\(name). \(title)", Self.members("It is called with", of: function.input),
      Self.members("It gives", of: function.output),
    ].compactMap(\.self)
  }

  private static func members(_ word: String, of schema: Schema?) -> String? {
    guard let names = schema?.source["properties"]?.object?.keys, !names.isEmpty else { return nil }
    return "\(word) \(names.joined(separator: ", "))."
  }

  private static func kind(of task: TaskDefinition) -> String {
    switch task.body {
    case .call(.http): "an HTTP request."
    case .call(.prompt): "a question to a person."
    case .call: "a function of the flow."
    case .do: "several tasks."
    case .emit: "an event goes out."
    case .for: "tasks for each item of a list."
    case .fork: "tasks beside each other."
    case .listen: "waits for an event."
    case .raise: "raises an error."
    case .run: "another flow."
    case .set: "makes a value."
    case .switch: "chooses what comes next."
    case .try: "tasks, and what is done if they fault."
    case .wait: "waits."
    }
  }

  /// A text in lines of a comment.
  private static func wrapped(_ text: String) -> [String] {
    text.split(separator: " ").reduce(into: [""]) { lines, word in
      let last = lines[lines.count - 1]
      if last.count + word.count > 92 {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      }
    }
  }
}

extension String {
  /// A table's key as people say it.
  fileprivate var trimmedKey: String { replacing("[\"", with: "").replacing("\"]", with: "") }
}
