import FlowValue

/// A value as JSON Schema compares it: numbers by their amount, texts by their code points, objects
/// whatever the order of their members.
struct SchemaKey: Sendable, Hashable {
  private let value: FlowValue

  init(_ value: FlowValue) { self.value = value }

  static func == (left: SchemaKey, right: SchemaKey) -> Bool {
    switch (left.value, right.value) {
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { SchemaKey($0) == SchemaKey($1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && a.allSatisfy { name, value in b[name].map { SchemaKey($0) == SchemaKey(value) } ?? false
        }
    default:
      if let a = SchemaNumber(left.value), let b = SchemaNumber(right.value) {
        a == b
      } else {
        left.value == right.value
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    switch value {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer, .double: hasher.combine(SchemaNumber(value))
    case .string(let text), .secret(let text): hasher.combine(text)
    case .array(let elements): for element in elements { SchemaKey(element).hash(into: &hasher) }
    // The order of members must not matter.
    case .object(let members): hasher.combine(members.keys.reduce(0) { $0 ^ $1.hashValue })
    }
  }
}
