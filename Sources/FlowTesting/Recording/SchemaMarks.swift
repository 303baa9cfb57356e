import FlowValue

/// The texts of a value that a schema marks by `x-personal`.
struct SchemaMarks {
  struct Mark {
    /// The JSON pointer of the text.
    let pointer: String
    let text: String
    var kind: PersonalKind
    /// The member that holds it, where the mark is on an object around it.
    let member: String?
  }

  private(set) var marks: [Mark] = []

  /// Finds them; `pointer` is that of the value.
  init(_ value: FlowValue, by schema: FlowValue, at pointer: String) {
    var pending = [Part(value: value, schema: schema, pointer: pointer)]
    var depths = [0]
    while let part = pending.popLast() {
      let depth = depths.removeLast()
      guard depth < 40, part.schema.object != nil else { continue }
      if let kind = part.schema["x-personal"]?.string.flatMap(PersonalKind.init) {
        mark(part.value, kind, part.pointer, nil)
      }
      let inner = part.parts(root: schema)
      pending += inner
      depths += inner.map { _ in depth + 1 }
    }
  }

  /// A mark on an object is about all texts in it.
  private mutating func mark(
    _ value: FlowValue, _ kind: PersonalKind, _ pointer: String, _ member: String?
  ) {
    if let text = value.personalText {
      return marks.append(Mark(pointer: pointer, text: text, kind: kind, member: member))
    }
    for (index, element) in (value.array ?? []).enumerated() {
      mark(element, kind, "\(pointer)/\(index)", member)
    }
    for (name, member) in value.object ?? [:] {
      mark(member, kind, pointer.appending(token: name), name)
    }
  }

  /// A part of the value with a schema that is about it.
  private struct Part {
    let value: FlowValue
    let schema: FlowValue
    let pointer: String

    func parts(root: FlowValue) -> [Part] { same(root: root) + members + elements }

    private func same(root: FlowValue) -> [Part] {
      var schemas: [FlowValue] = []
      for keyword in ["$ref", "$dynamicRef"] {
        schemas += [schema[keyword]?.string.flatMap { root.at(reference: $0) }].compactMap(\.self)
      }
      for keyword in ["allOf", "anyOf", "oneOf"] { schemas += schema[keyword]?.array ?? [] }
      for keyword in ["if", "then", "else"] { schemas += [schema[keyword]].compactMap(\.self) }
      schemas += (schema["dependentSchemas"]?.object ?? [:]).values
      return schemas.map { Part(value: value, schema: $0, pointer: pointer) }
    }

    private var members: [Part] {
      (value.object ?? [:]).flatMap { name, member in
        let own = schema["properties"]?[name]
        let others = ["additionalProperties", "unevaluatedProperties"].compactMap { schema[$0] }
        let schemas =
          (own.map { [$0] } ?? others) + (schema["patternProperties"]?.object ?? [:]).values
        return schemas.map {
          Part(value: member, schema: $0, pointer: pointer.appending(token: name))
        }
      }
    }

    private var elements: [Part] {
      (value.array ?? []).enumerated().flatMap { index, element in
        let prefix = schema["prefixItems"]?.array ?? []
        let others = ["items", "contains", "unevaluatedItems"].compactMap { schema[$0] }
        let schemas = index < prefix.count ? [prefix[index]] + others : others
        return schemas.map { Part(value: element, schema: $0, pointer: "\(pointer)/\(index)") }
      }
    }
  }
}

extension FlowValue {
  /// What a reference inside a document points to.
  fileprivate func at(reference: String) -> FlowValue? {
    guard reference.hasPrefix("#") else { return nil }
    let fragment = String(reference.dropFirst())
    if !fragment.isEmpty, !fragment.hasPrefix("/") { return anchored(fragment) }
    return fragment.split(separator: "/").reduce(self as FlowValue?) { value, part in
      let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      return value?[name]
        ?? Int(name).flatMap { index in
          value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }

  private func anchored(_ name: String) -> FlowValue? {
    if [self["$anchor"]?.string, self["$dynamicAnchor"]?.string].contains(name) { return self }
    for member in (object.map { Array($0.values) } ?? []) + (array ?? []) {
      if let found = member.anchored(name) { return found }
    }
    return nil
  }

  /// A text, or a number that was meant as one: a postal code, a phone number.
  var personalText: String? {
    if case .integer(let number) = self, number.magnitude >= 1000 { return String(number) }
    return string
  }

  /// All texts in the value.
  var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.texts)
    case .object(let members): members.values.flatMap(\.texts)
    default: [personalText].compactMap(\.self)
    }
  }
}

extension String {
  /// The JSON pointer of a member.
  func appending(token: String) -> String {
    self + "/" + token.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
