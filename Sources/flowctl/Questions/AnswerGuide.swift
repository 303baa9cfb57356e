import FlowEngine
import FlowValue

/// Says what a waiting run waits for, and how to answer what it asks.
struct AnswerGuide {
  let run: RunID
  let words: Words
  let invocation: Invocation

  /// All that a run waits for.
  func lines(waiting: FlowValue, prompts: [OpenPrompt]) -> [String] {
    let others = (waiting.array ?? []).filter { $0["kind"]?.string != "prompt" }
    return prompts.flatMap { lines($0, among: prompts) } + others.map(line)
  }

  /// What the run waits for by itself: a timer, an event, another run.
  private func line(_ waiting: FlowValue) -> String {
    func text(_ name: String) -> String { waiting[name]?.string ?? "" }
    let run = waiting["run"]?.string.map { ": " + $0 } ?? ""
    return words("wait.task", ["task": text("task").oneLine, "kind": text("kind") + run])
      + (waiting["due"]?.string.map { " " + words("wait.until", ["due": $0]) } ?? "")
  }

  private func lines(_ prompt: OpenPrompt, among prompts: [OpenPrompt]) -> [String] {
    let due = prompt.due.map { " " + words("wait.until", ["due": $0]) } ?? ""
    var lines = [
      words("wait.task", ["task": prompt.task.oneLine, "kind": prompt.title.oneLine]) + due
    ]
    if !prompt.roles.isEmpty {
      lines.append(words("wait.roles", ["roles": prompt.roles.joined(separator: ", ")]))
    }
    lines += prompt.fields.map(line)
    lines.append(words("wait.answer", ["command": command(prompt, among: prompts)]))
    lines.append(
      words("wait.ask", ["command": invocation("answer", run.rawValue, name(prompt, prompts))]))
    return [lines[0]] + lines.dropFirst().map { "  " + $0 }
  }

  private func line(_ field: PromptField) -> String {
    // That it may be null says the same as that it may be left out.
    let types = field.types.filter { $0 != "null" || field.types.count == 1 }
    var facts = types.map { words.known("type." + $0) ?? $0 }
    if !field.choices.isEmpty {
      let choices = field.choices.map(words.text(of:)).joined(separator: ", ")
      facts = [words("wait.choices", ["choices": choices])]
    }
    facts.append(words(field.isRequired ? "wait.required" : "ask.optional"))
    let title = field.title == field.name ? "" : " " + field.title.oneLine
    return "- \(field.name)\(title) (\(facts.joined(separator: ", ")))"
  }

  /// A command that answers, with values to be replaced.
  func command(_ prompt: OpenPrompt, among prompts: [OpenPrompt]) -> String {
    invocation("answer", run.rawValue, name(prompt, prompts), "--input", prompt.exampleAnswer.json)
  }

  /// The task's name, or what is unique where it asks several times at once.
  func name(_ prompt: OpenPrompt, _ prompts: [OpenPrompt]) -> String {
    prompts.count { $0.task == prompt.task } == 1 ? prompt.task : prompt.key
  }
}

extension OpenPrompt {
  /// An answer of the right form: what has to be given, or all of it where nothing has to.
  fileprivate var exampleAnswer: FlowValue {
    let required = fields.filter(\.isRequired)
    var answer: FlowValue = [:]
    for field in required.isEmpty ? fields : required {
      answer.set(field.exampleValue, at: field.path[...])
    }
    return answer
  }
}

extension PromptField {
  fileprivate var exampleValue: FlowValue {
    if let value = example ?? defaultValue ?? choices.first { return value }
    return switch types.first {
    case "boolean": true
    case "integer", "number": 0
    case "array": []
    case "object": [:]
    case "null": .null
    default: .string(Self.texts[format ?? ""] ?? "…")
    }
  }

  /// Made-up texts of the formats that are checked.
  private static let texts = [
    "date": "2026-11-20", "date-time": "2026-11-20T09:00:00Z", "email": "name@example.org",
    "hostname": "example.org", "uri": "https://example.org/",
    "uuid": "00000000-0000-0000-0000-000000000000",
  ]
}
