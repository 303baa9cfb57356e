import FlowValue

/// Writes JSON Schemas as types of LuaCATS, the annotations that Lua's language server reads.
///
/// What Lua's types cannot say, such as a pattern or a range, is left out.
struct SchemaTypes {
  /// The lines of every class so far.
  private(set) var lines: [String] = []
  private var defined: Set<String> = []
  private var root: FlowValue = true
  private var rootName = ""

  /// Declares a schema under a name.
  mutating func declare(_ schema: FlowValue?, as name: String) {
    root = schema ?? true
    rootName = name
    let type = type(of: root, named: name)
    if type != name { lines += ["---@alias \(name) \(type)", ""] }
  }

  private mutating func type(of schema: FlowValue, named name: String) -> String {
    if let reference = schema["$ref"]?.string { return type(referredTo: reference) }
    if let value = schema["const"] { return literal(value) }
    if let values = schema["enum"]?.array { return union(values.map(literal)) }
    if let forms = schema["anyOf"]?.array ?? schema["oneOf"]?.array {
      return union(
        forms.enumerated().map { type(of: $1, named: "\(name).\($0 + 1)") })
    }
    let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string)
    guard let types else {
      return schema["properties"] == nil ? "any" : object(schema, named: name)
    }
    return union(types.map { single($0, schema, name) })
  }

  private mutating func single(_ type: String, _ schema: FlowValue, _ name: String) -> String {
    switch type {
    case "null": return "flow.Null"
    case "array":
      let element = schema["items"].map { self.type(of: $0, named: name + ".Item") } ?? "any"
      return element.contains("|") ? "(\(element))[]" : "\(element)[]"
    case "object": return object(schema, named: name)
    default: return type
    }
  }

  private mutating func object(_ schema: FlowValue, named name: String) -> String {
    guard let properties = schema["properties"]?.object, !properties.isEmpty else {
      let values = schema["additionalProperties"].flatMap { $0.bool == nil ? $0 : nil }
      return values.map { "table<string, \(type(of: $0, named: name + ".Value"))>" } ?? "table"
    }
    guard defined.insert(name).inserted else { return name }
    let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
    var fields: [String] = []
    for (key, property) in properties {
      let type = type(of: property, named: "\(name).\(LuaName.plain(key))")
      let mark = required.contains(key) ? "" : "?"
      fields.append("---@field \(LuaName.key(key))\(mark) \(type)\(Self.words(of: property))")
    }
    lines += Self.comment(schema) + ["---@class \(name)"] + fields + [""]
    return name
  }

  private mutating func type(referredTo reference: String) -> String {
    guard reference.hasPrefix("#/") else { return "any" }
    let path = reference.dropFirst(2).split(separator: "/").map(String.init)
    let target = path.reduce(root as FlowValue?) { $0?[$1] }
    guard let target, let last = path.last else { return "any" }
    let name = "\(rootName).\(LuaName.plain(last))"
    return defined.contains(name) ? name : type(of: target, named: name)
  }

  private func literal(_ value: FlowValue) -> String {
    switch value {
    case .null: "flow.Null"
    case .bool, .integer, .string: value.json
    case .double: "number"
    default: "table"
    }
  }

  private func union(_ types: [String]) -> String {
    var known: Set<String> = []
    return types.filter { known.insert($0).inserted }.joined(separator: "|")
  }

  private static func words(of schema: FlowValue) -> String {
    let text = schema["title"]?.string ?? schema["description"]?.string
    return text.map { " " + LuaName.line($0) } ?? ""
  }

  private static func comment(_ schema: FlowValue) -> [String] {
    let text = schema["title"]?.string ?? schema["description"]?.string
    return text.map { ["---" + LuaName.line($0)] } ?? []
  }
}

/// Names and texts as annotations take them.
enum LuaName {
  /// Letters, digits and `_`.
  static func plain(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// The key of a field.
  static func key(_ text: String) -> String {
    plain(text) == text && text.first?.isNumber == false ? text : "[\"\(text)\"]"
  }

  /// A text as one line.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
