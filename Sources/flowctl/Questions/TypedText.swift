import FlowEngine
import FlowValue

/// What somebody typed for a field, read as the field's types want it.
struct TypedText {
  private let text: String
  private let field: PromptField
  /// What an empty line stands for.
  private let usual: FlowValue?
  private let words: Words

  init(_ text: String, for field: PromptField, usual: FlowValue?, words: Words) {
    self.text = text
    self.field = field
    self.usual = usual
    self.words = words
  }

  /// Why a text cannot be an answer, in the words of whoever typed it.
  struct Misreading: Error {
    let message: String
  }

  /// The value; `nil` if the field is left out.
  ///
  /// Whether it fits the form is for the form to say.
  func value() throws(Misreading) -> FlowValue? {
    if text.isEmpty { return try nothing() }
    if !field.choices.isEmpty { return try choice() }
    if text == "\"\"", field.types.contains("string") || field.types.isEmpty { return "" }
    if field.types.isEmpty { return (try? FlowValue(json: text)) ?? .string(text) }
    let wanted = Self.narrowestFirst.filter { field.types.contains($0) }
    for type in wanted {
      if let value = read(as: type) { return value }
    }
    throw wrong("wrong." + (wanted.first ?? "required"))
  }

  /// A text fits everything, so it comes last.
  private static let narrowestFirst = [
    "boolean", "integer", "number", "array", "object", "string",
  ]

  private func nothing() throws(Misreading) -> FlowValue? {
    if let usual { return usual }
    if !field.isRequired { return nil }
    if field.types.contains("null") { return .null }
    throw wrong("wrong.required")
  }

  /// By its value first, since a choice may be a number itself.
  private func choice() throws(Misreading) -> FlowValue {
    let typed = text.lowercased()
    if let value = field.choices.first(where: { words.text(of: $0).lowercased() == typed }) {
      return value
    }
    if let number = Int(text), field.choices.indices.contains(number - 1) {
      return field.choices[number - 1]
    }
    throw wrong("wrong.choice")
  }

  private func read(as type: String) -> FlowValue? {
    switch type {
    case "boolean": boolean()
    case "integer": (try? FlowValue(json: text)).flatMap { $0.integer == nil ? nil : $0 }
    case "number": number()
    case "array": list()
    case "object": (try? FlowValue(json: text)).flatMap { $0.object == nil ? nil : $0 }
    default: .string(text)
    }
  }

  private func boolean() -> FlowValue? {
    let typed = text.lowercased()
    func means(_ name: String) -> Bool {
      words(name).split(separator: " ").contains { $0 == typed }
    }
    return means("read.yes") ? true : means("read.no") ? false : nil
  }

  private func number() -> FlowValue? {
    let text = text.replacing(words("read.decimal"), with: ".")
    return (try? FlowValue(json: text)).flatMap { $0.number == nil ? nil : $0 }
  }

  /// Texts with commas between them, or JSON, which says more.
  private func list() -> FlowValue? {
    if text.hasPrefix("[") {
      return (try? FlowValue(json: text)).flatMap { $0.array == nil ? nil : $0 }
    }
    if field.types.contains("string") { return nil }
    let parts = text.split(separator: ",").map { $0.trimmingSpaces }
    return .array(parts.filter { !$0.isEmpty }.map { .string($0) })
  }

  private func wrong(_ name: String) -> Misreading {
    let choices = field.choices.map(words.text(of:)).joined(separator: ", ")
    return Misreading(
      message: words(
        name, ["choices": choices, "yes": words("ask.yes"), "no": words("ask.no")]))
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    let rest = drop { $0.isWhitespace }
    return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
  }
}
