import FlowEngine
import FlowValue

/// A value as far as a definition or script writes it out, with the place of each part.
struct WrittenValue {
  /// With null in place of what is made at run time.
  private(set) var value: FlowValue = .null
  /// The JSON pointers of what is made at run time.
  private(set) var unknown: [String] = []
  private var keys: [String: SourceLocation] = [:]
  private var values: [String: SourceLocation] = [:]
  /// The place of the whole.
  private let location: SourceLocation

  /// What stands under a key of a definition.
  ///
  /// - Parameters:
  ///   - template: The value.
  ///   - node: Where it is written.
  ///   - location: The place of the whole, where nothing is written.
  init(_ template: Template, at node: LocatedValue?, otherwise location: SourceLocation) {
    self.location = node?.location ?? location
    value = read(template, node, at: "")
  }

  /// A table of a script; `nil` if what it is called with is no table written in place.
  init?(_ shape: LuaShape, in script: (LuaPlace) -> SourceLocation) {
    guard case .table(let table) = shape else { return nil }
    location = script(table.place)
    value = read(table, script, at: "")
  }

  /// The place of a part; of one that is not there, the place of what it should be in.
  func location(of pointer: String, byKey: Bool) -> SourceLocation {
    let parent = pointer.lastIndex(of: "/").map { String(pointer[..<$0]) } ?? ""
    return (byKey ? keys[pointer] : nil) ?? values[pointer] ?? values[parent] ?? location
  }

  // MARK: - Definitions

  private mutating func read(
    _ template: Template, _ node: LocatedValue?, at pointer: String
  ) -> FlowValue {
    values[pointer] = node?.location
    switch template {
    case .literal(let value):
      if let node { locate(node, at: pointer) }
      return value
    case .expression: return madeLater(pointer)
    case .array(let elements):
      let nodes = node?.elements ?? []
      return .array(
        elements.enumerated().map { position, element in
          read(
            element, position < nodes.count ? nodes[position] : nil, at: "\(pointer)/\(position)")
        })
    case .object(let members):
      var object = FlowObject()
      for (key, member) in members {
        let inner = pointer + Self.step(to: key)
        let written = node?.member(key)
        keys[inner] = written?.location
        object[key] = read(member, written?.value, at: inner)
      }
      return .object(object)
    }
  }

  /// Notes the places of a literal's parts.
  private mutating func locate(_ node: LocatedValue, at pointer: String) {
    values[pointer] = node.location
    for (position, element) in (node.elements ?? []).enumerated() {
      locate(element, at: "\(pointer)/\(position)")
    }
    for member in node.members ?? [] {
      let inner = pointer + Self.step(to: member.key)
      keys[inner] = member.location
      locate(member.value, at: inner)
    }
  }

  // MARK: - Scripts

  private mutating func read(
    _ shape: LuaShape, _ script: (LuaPlace) -> SourceLocation, at pointer: String
  ) -> FlowValue {
    switch shape {
    case .text(let text):
      values[pointer] = script(text.place)
      return .string(text.text)
    case .value(let value): return value
    case .table(let table): return read(table, script, at: pointer)
    case .nil, .function, .global, .result, .oneOf, .variable, .unknown:
      return madeLater(pointer)
    }
  }

  /// An empty table may become an object or a list.
  private mutating func read(
    _ table: LuaTable, _ script: (LuaPlace) -> SourceLocation, at pointer: String
  ) -> FlowValue {
    values[pointer] = script(table.place)
    if table.isOpen || table.fields.isEmpty == table.elements.isEmpty { return madeLater(pointer) }
    if table.fields.isEmpty {
      return .array(
        table.elements.enumerated().map { read($1, script, at: "\(pointer)/\($0)") })
    }
    var object = FlowObject()
    for field in table.fields {
      if case .nil = field.value { continue }
      let inner = pointer + Self.step(to: field.key.text)
      keys[inner] = script(field.key.place)
      values[inner] = script(field.key.place)
      object[field.key.text] = read(field.value, script, at: inner)
    }
    return .object(object)
  }

  private mutating func madeLater(_ pointer: String) -> FlowValue {
    unknown.append(pointer)
    return .null
  }

  private static func step(to key: String) -> String {
    "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
