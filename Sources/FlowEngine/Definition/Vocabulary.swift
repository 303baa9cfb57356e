import FlowValue

/// The fields that one kind of object may have.
package struct Vocabulary: Sendable {
  /// JSON types that a field takes.
  package struct Kinds: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let string = Kinds(rawValue: 1)
    package static let integer = Kinds(rawValue: 2)
    package static let boolean = Kinds(rawValue: 4)
    package static let array = Kinds(rawValue: 8)
    package static let object = Kinds(rawValue: 16)
    package static let number = Kinds(rawValue: 32)
    package static let null = Kinds(rawValue: 64)
    package static let any: Kinds = [.string, .integer, .boolean, .array, .object, .number, .null]
  }

  package struct Field: Sendable {
    let name: String
    let kinds: Kinds
    let isRequired: Bool
    /// The only texts that it takes; empty for any.
    let choices: [String]
    /// The language has the field and the engine does not run it: what to do instead.
    let later: String?

    package static func field(
      _ name: String, _ kinds: Kinds, required: Bool = false, choices: [String] = []
    ) -> Field {
      Field(name: name, kinds: kinds, isRequired: required, choices: choices, later: nil)
    }

    package static func later(_ name: String, _ instead: String) -> Field {
      Field(name: name, kinds: .any, isRequired: false, choices: [], later: instead)
    }
  }

  /// What the object is, with its article: "a task".
  let noun: String
  let fields: [Field]

  package init(_ noun: String, _ fields: [Field]) {
    self.noun = noun
    self.fields = fields
  }

  subscript(name: String) -> Field? { fields.first { $0.name == name } }
}

extension Vocabulary.Kinds {
  init(of node: LocatedValue) {
    self =
      switch node.content {
      case .array: .array
      case .object: .object
      case .scalar(.null): .null
      case .scalar(.bool): .boolean
      case .scalar(.integer): [.integer, .number]
      case .scalar(.double): .number
      case .scalar(.string), .scalar: .string
      }
  }

  /// "a string or an object".
  var phrase: String {
    let names: [(Vocabulary.Kinds, String)] = [
      (.string, "a string"), (.integer, "an integer"), (.number, "a number"),
      (.boolean, "true or false"), (.array, "an array"), (.object, "an object"), (.null, "null"),
    ]
    return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
  }
}

extension LocatedValue {
  /// "an integer", for "must be a string, not an integer".
  package var typePhrase: String {
    switch typeName {
    case "null": "null"
    case "array", "integer", "object": "an \(typeName)"
    default: "a \(typeName)"
    }
  }
}
