import FlowEngine
import FlowValue

/// Finds the personal texts in what a run was told and said.
struct PersonalFields {
  /// In the order in which they were found.
  private(set) var found: [(kind: PersonalKind, text: String)] = []
  private var known: Set<String> = []
  /// The kinds of members, by name, as the schemas of the definition mark them.
  private var names: [String: PersonalKind] = [:]
  /// The definition's own texts, in lower case: what stands there is nobody's secret.
  private let constants: String

  init(_ definition: RunRecord.Definition) {
    constants = definition.texts.joined(separator: "\n").lowercased()
    for document in definition.documents { learn(from: document) }
  }

  // MARK: - By schema

  /// Takes the texts that a schema marks; `among`, where it is given, are the only ones that count.
  mutating func take(_ value: FlowValue, by schema: FlowValue?, among: Set<String>? = nil) {
    guard let schema else { return }
    var pending: [(value: FlowValue, schema: FlowValue, depth: Int)] = [(value, schema, 0)]
    while let next = pending.popLast() {
      guard next.depth < 40, next.schema.object != nil else { continue }
      if let kind = next.schema["x-personal"]?.string.flatMap(PersonalKind.init) {
        take(all: next.value, kind, among: among)
      }
      pending += parts(next.value, next.schema, root: schema).map { ($0, $1, next.depth + 1) }
    }
  }

  private func parts(
    _ value: FlowValue, _ schema: FlowValue, root: FlowValue
  ) -> [(FlowValue, FlowValue)] {
    var parts: [(FlowValue, FlowValue)] = []
    if let target = schema["$ref"]?.string.flatMap({ root.at(pointer: $0) }) {
      parts.append((value, target))
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      parts += (schema[keyword]?.array ?? []).map { (value, $0) }
    }
    for keyword in ["if", "then", "else"] {
      if let other = schema[keyword] { parts.append((value, other)) }
    }
    for (name, member) in value.object ?? [:] {
      let own = schema["properties"]?[name]
      let others = (schema["patternProperties"]?.object ?? [:]).values
      let schemas = [own ?? schema["additionalProperties"]].compactMap(\.self) + others
      parts += schemas.map { (member, $0) }
    }
    for element in value.array ?? [] {
      let schemas = [schema["items"]].compactMap(\.self) + (schema["prefixItems"]?.array ?? [])
      parts += schemas.map { (element, $0) }
    }
    return parts
  }

  /// A mark on an object is about all texts in it.
  private mutating func take(all value: FlowValue, _ kind: PersonalKind, among: Set<String>?) {
    switch value {
    case .string(let text): if among?.contains(text) ?? true { note(text, kind) }
    case .array(let elements): for element in elements { take(all: element, kind, among: among) }
    case .object(let members):
      for (name, member) in members { take(all: member, self.kind(of: name) ?? kind, among: among) }
    default: break
    }
  }

  // MARK: - By name and shape

  /// Takes what no schema is about: members of usual names, and whatever looks like an e-mail
  /// address, an id or a token.
  mutating func take(_ value: FlowValue) {
    switch value {
    case .string(let text): take(shapesIn: text)
    case .array(let elements): for element in elements { take(element) }
    case .object(let members):
      let isPerson = members.keys.contains { [.email, .name].contains(kind(of: $0)) }
      for (name, member) in members {
        take(member)
        let kind = kind(of: name) ?? (isPerson && name == "displayName" ? .name : nil)
        if let text = member.string, let kind { note(text, kind) }
      }
    default: break
    }
  }

  mutating func take(shapesIn text: String) {
    let found =
      text.matches(of: Self.email).map { (PersonalKind.email, String($0.0)) }
      + text.matches(of: Self.uuid).map { (.id, String($0.0)) }
      + text.matches(of: Self.token).map { (.token, String($0.0)) }
    for (kind, text) in found where !constants.contains(text.lowercased()) { note(text, kind) }
  }

  private static var email: Regex<Substring> {
    /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/
  }
  private static var uuid: Regex<Substring> {
    /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
  }
  /// Three parts in base64url, of which the first begins as JSON does (RFC 7519).
  private static var token: Regex<Substring> {
    /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/
  }

  private func kind(of name: String) -> PersonalKind? { names[name] ?? PersonalKind.usual(name) }

  /// Names that mean something else elsewhere mark nothing but their own place.
  private static let common: Set = [
    "name", "title", "text", "notice", "from", "to", "id", "state", "value", "subject",
  ]

  private mutating func learn(from document: FlowValue) {
    for (name, schema) in document["properties"]?.object ?? [:] {
      if let kind = schema["x-personal"]?.string.flatMap(PersonalKind.init),
        schema["type"]?.string != "object", !Self.common.contains(name)
      {
        names[name] = kind
      }
    }
    for element in document.array ?? [] { learn(from: element) }
    for member in (document.object ?? [:]).values { learn(from: member) }
  }

  /// Sentences are no values: what is personal in them is found by itself.
  private mutating func note(_ text: String, _ kind: PersonalKind) {
    let isValue =
      switch kind {
      case .email: text.wholeMatch(of: Self.email) != nil
      case .phone: text.wholeMatch(of: /[0-9 +().\/-]{5,30}/) != nil
      case .name: 1...80 ~= text.count
      // A state's letters point to nobody, and are values of lists elsewhere.
      case .address: 4...120 ~= text.count
      case .company: 2...120 ~= text.count
      case .id, .token: true
      }
    guard isValue, text.contains(where: { $0.isLetter || $0.isNumber }),
      known.insert(text).inserted
    else { return }
    found.append((kind, text))
  }
}

extension FlowValue {
  /// What a reference inside a document points to.
  fileprivate func at(pointer: String) -> FlowValue? {
    guard pointer.hasPrefix("#") else { return nil }
    return pointer.dropFirst().split(separator: "/").reduce(self as FlowValue?) { value, part in
      let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      return value?[name]
        ?? Int(name).flatMap { index in
          value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }

  /// All texts in the value.
  var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.texts)
    case .object(let members): members.values.flatMap(\.texts)
    default: []
    }
  }
}
