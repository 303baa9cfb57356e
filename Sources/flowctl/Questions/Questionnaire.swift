import FlowEngine
import FlowValue

/// Asks for the fields of a prompt, one line each, until it has an answer that can be tried.
struct Questionnaire {
  private let prompt: OpenPrompt
  private let words: Words
  private let terminal = Terminal()
  /// What was said, by field; a field that was left out has none.
  private var said: [String: FlowValue] = [:]
  /// The fields that are still to be asked for.
  private var open: [PromptField]
  /// What the form said of the last answer, by field.
  private var messages: [String: [String]] = [:]
  private var isIntroduced = false

  init(_ prompt: OpenPrompt, words: Words) {
    self.prompt = prompt
    self.words = words
    open = prompt.fields
  }

  /// Asks what is still open.
  ///
  /// - Returns: The answer, or `nil` at the end of input.
  mutating func answer() -> FlowValue? {
    if !isIntroduced { introduce() }
    isIntroduced = true
    for field in open {
      describe(field)
      for message in messages[field.name] ?? [] { complain(message) }
      guard let value = read(field) else { return nil }
      said[field.name] = value
    }
    open = []
    messages = [:]
    return answered
  }

  /// Takes back the fields that the form does not accept; all of them if it is about none.
  mutating func refuse(_ violations: [PromptViolation]) {
    terminal.say()
    terminal.complain(words("ask.correct"))
    for violation in violations {
      let fields = prompt.fields.filter { violation.concerns($0) }
      for field in fields { messages[field.name, default: []].append(text(of: violation, field)) }
      if fields.isEmpty {
        complain(violation.field + " " + words.text(of: violation))
      }
    }
    open = prompt.fields.filter { messages[$0.name] != nil }
    if open.isEmpty { open = prompt.fields }
  }

  // MARK: - One field

  private func introduce() {
    terminal.say()
    terminal.say(prompt.title)
    if let help = prompt.help { terminal.say(help) }
    if let due = prompt.due { terminal.say(words("ask.due", ["due": due])) }
    terminal.say(words("ask.intro"))
  }

  private func describe(_ field: PromptField) {
    terminal.say()
    terminal.say([field.title.oneLine, field.help].compactMap(\.self).joined(separator: " – "))
    for (number, choice) in field.choices.enumerated() {
      terminal.say("  \(number + 1)) \(words.text(of: choice).oneLine)")
    }
  }

  private func complain(_ message: String) { terminal.complain("  ! " + message.trimmingSpaces) }

  /// Asks until the line can be read as the field's type: `.some(nil)` leaves the field out.
  private func read(_ field: PromptField) -> FlowValue?? {
    let usual = defaultValue(of: field)
    while true {
      guard let line = terminal.ask(invitation(field, usual)) else { return nil }
      do throws(TypedText.Misreading) {
        return .some(try TypedText(line, for: field, usual: usual, words: words).value())
      } catch {
        complain(error.message)
      }
    }
  }

  /// What was said before stands, unless it was refused.
  private func defaultValue(of field: PromptField) -> FlowValue? {
    messages[field.name] == nil ? said[field.name] ?? field.defaultValue : field.defaultValue
  }

  /// What stands before the cursor: the default, and what may be typed.
  private func invitation(_ field: PromptField, _ usual: FlowValue?) -> String {
    var hints = typeHints(field)
    if usual == nil {
      if let example = field.example {
        hints.append(words("ask.example", ["example": words.text(of: example).oneLine]))
      }
      if !field.isRequired { hints.append(words("ask.optional")) }
    }
    let value = usual.map { "[\(words.text(of: $0).oneLine)]" }
    let hint = hints.isEmpty ? nil : "(\(hints.joined(separator: ", ")))"
    return "  " + [value, hint, "> "].compactMap(\.self).joined(separator: " ")
  }

  private func typeHints(_ field: PromptField) -> [String] {
    if !field.choices.isEmpty { return [] }
    return switch field.types.first(where: { $0 != "null" }) {
    case "boolean": [words("ask.yes") + "/" + words("ask.no")]
    case "array": [words("ask.list")]
    case "object": [words("ask.object")]
    default: field.format == "date" ? [words("ask.date")] : []
    }
  }

  /// A box that was answered with the one value that does not do is told which one does.
  private func text(of violation: PromptViolation, _ field: PromptField) -> String {
    guard violation.keyword == "const", let value = said[field.name]?.bool else {
      return words.text(of: violation)
    }
    return words("wrong.only", ["value": words.text(of: .bool(!value))])
  }

  // MARK: - The answer

  private var answered: FlowValue {
    var answer: FlowValue = [:]
    for field in prompt.fields {
      guard let value = said[field.name] else { continue }
      answer.set(value, at: field.path[...])
    }
    return answer
  }
}

extension PromptViolation {
  /// Whether it is about the field, something in it, or something that the field is in.
  fileprivate func concerns(_ other: PromptField) -> Bool {
    if field == other.name { return true }
    if field.isEmpty || other.name.isEmpty { return other.name.isEmpty }
    return field.hasPrefix(other.name + ".") || field.hasPrefix(other.name + "[")
      || other.name.hasPrefix(field + ".")
  }
}

extension PromptField {
  /// The names of the members that lead to the field; none if the answer itself is the field.
  var path: [String] { name.isEmpty ? [] : name.split(separator: ".").map(String.init) }
}

extension FlowValue {
  /// Sets the member at a path, and makes the objects that lead to it.
  mutating func set(_ new: FlowValue, at path: ArraySlice<String>) {
    guard let key = path.first else {
      self = new
      return
    }
    var member = self[key] ?? .object([:])
    member.set(new, at: path.dropFirst())
    self[key] = member
  }
}

extension String {
  /// The text in one line: what a label is has no say over the lines of a terminal.
  var oneLine: String { replacing("\n", with: " ") }
}
