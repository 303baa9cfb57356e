import FlowEngine
import FlowValue

/// flowctl's own words in somebody's language, from the tables in `Texts`.
struct Words: Sendable {
  private let texts: FlowValue

  /// - Parameter language: a tag such as `fr` or `fr-CA`; English where there is no table for it.
  init(_ language: String) {
    let name = language.prefix { $0 != "-" }.lowercased()
    let bytes = Self.tables[name] ?? PackageResources.texts_en_yaml
    let text = String(decoding: bytes, as: UTF8.self)
    texts = (try? FlowEngine.readDocument(text, file: "texts.\(name).yaml")) ?? [:]
  }

  /// The languages that there is a table for.
  static var languages: [String] { tables.keys.sorted() }

  /// All names of texts that the table has.
  var names: [String] { texts.object.map { Array($0.keys) } ?? [] }

  /// A text with each `{name}` in it replaced by that value.
  func callAsFunction(_ name: String, _ values: [String: String] = [:]) -> String {
    let text = known(name) ?? name
    return text.replacing(/\{([a-z]+)\}/) { values[String($0.1)] ?? String($0.0) }
  }

  /// A text that the table may not have.
  func known(_ name: String) -> String? { texts[name]?.string }

  private static let tables = [
    "en": PackageResources.texts_en_yaml, "fr": PackageResources.texts_fr_yaml,
  ]
}

extension Words {
  /// What is wrong with an answer, to be read after the field's name.
  func text(of violation: PromptViolation) -> String {
    guard let keyword = violation.keyword else { return violation.message }
    let name = known("schema." + keyword) == nil ? "schema.other" : "schema." + keyword
    return self(name, ["message": violation.message])
  }

  /// A value as people read it: yes and no, lists with commas, and JSON for what is deeper.
  func text(of value: FlowValue) -> String {
    switch value {
    case .string(let text): text
    case .bool(let isTrue): self(isTrue ? "ask.yes" : "ask.no")
    case .array(let elements) where !elements.isEmpty && elements.allSatisfy(Self.isPlain):
      elements.compactMap(\.string).joined(separator: ", ")
    default: value.json
    }
  }

  /// Whether a text can stand in a list with commas.
  private static func isPlain(_ value: FlowValue) -> Bool {
    value.string?.contains(",") == false
  }
}
