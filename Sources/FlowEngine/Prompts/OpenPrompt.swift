public import FlowValue

/// A question that a waiting run asks.
public struct OpenPrompt: Sendable {
  /// The name of the task that asks.
  public let task: String
  /// The task's place in the definition, as a JSON pointer.
  public let reference: String
  /// What tells this asking from any other of the run.
  public let key: String
  /// When an answer is due, as an RFC 3339 date-time; `nil` if there is no hurry.
  public let due: String?
  /// What the question is about.
  public var title: String { form["title"]?.string ?? task }
  /// More about it.
  public var help: String? { form["help"]?.string }
  /// Who may answer; empty for everybody.
  public var roles: [String] { (form["roles"]?.array ?? []).compactMap(\.string) }
  /// What is asked for.
  public var fields: [PromptField] { (form["fields"]?.array ?? []).compactMap(PromptField.init) }
  let form: FlowValue

  init?(_ waiting: FlowValue) {
    guard waiting["kind"]?.string == "prompt", let task = waiting["task"]?.string,
      let key = waiting["key"]?.string
    else { return nil }
    self.task = task
    self.key = key
    reference = waiting["reference"]?.string ?? ""
    due = waiting["due"]?.string
    form = waiting["form"] ?? [:]
  }

  static func all(in waiting: FlowValue) -> [OpenPrompt] {
    (waiting.array ?? []).compactMap(OpenPrompt.init)
  }
}

/// One field of a question.
public struct PromptField: Sendable {
  /// The field's place in the answer, such as `contact.email`.
  ///
  /// Empty if the answer itself is the field.
  public let name: String
  /// What it is called.
  public let title: String
  /// More about it.
  public let help: String?
  /// The JSON types that it takes; empty for any.
  public let types: [String]
  /// Whether it must be given.
  public let isRequired: Bool
  /// What it is if nothing is said.
  public let defaultValue: FlowValue?
  /// The only values that it takes; empty for any.
  public let choices: [FlowValue]
  /// The format of a text, such as `date`.
  public let format: String?
  /// A value that would do.
  public let example: FlowValue?

  init?(_ field: FlowValue) {
    guard let name = field["name"]?.string else { return nil }
    self.name = name
    title = field["title"]?.string ?? name
    help = field["help"]?.string
    types =
      field["type"].map { $0.array?.compactMap(\.string) ?? [$0.string].compactMap(\.self) } ?? []
    isRequired = field["required"]?.bool ?? false
    defaultValue = field["default"]
    choices = field["choices"]?.array ?? []
    format = field["format"]?.string
    example = field["examples"]?.array?.first
  }
}

extension RunReport {
  /// The questions that the run asks, in the order of its tasks.
  public var prompts: [OpenPrompt] { OpenPrompt.all(in: waiting) }
}

extension RunSummary {
  /// The questions that the run asks, in the order of its tasks.
  public var prompts: [OpenPrompt] { OpenPrompt.all(in: waiting) }
}
