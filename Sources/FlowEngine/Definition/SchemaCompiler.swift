import FlowValue

/// Compiles schemas and gathers what is wrong with them.
struct SchemaCompiler {
  /// One keyword with its value and the schema around it.
  struct Keyword {
    let name: String
    let value: LocatedValue
    let schema: LocatedValue
    /// The JSON pointer of the keyword.
    let pointer: String
    /// The place of the keyword itself.
    let location: SourceLocation
  }

  /// Turns a keyword into a check; `nil` for an annotation or after a problem.
  typealias Compile = @Sendable (inout SchemaCompiler, Keyword) -> SchemaCheck?

  private(set) var problems: [SchemaProblem] = []
  /// Every subschema by its JSON pointer, for `$ref`.
  private(set) var targets: [String: SchemaNode] = [:]
  private var references: [Keyword] = []

  private static let keywords: [String: Compile] = [
    valueKeywords, numberKeywords, stringKeywords, arrayKeywords, objectKeywords, logicKeywords,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Keywords that say something and check nothing, or are read along with another one.
  private static let annotations: Set<String> = [
    "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated",
    "readOnly", "writeOnly", "then", "else", "minContains", "maxContains",
  ]

  private static let refused: [String: String] = [
    "$dynamicRef": "use '$ref'", "$dynamicAnchor": "use '$defs' and '$ref'",
    "$anchor": "use '$defs' and '$ref'", "$vocabulary": "leave it out",
    "unevaluatedProperties": "use 'additionalProperties' and list all properties",
    "unevaluatedItems": "use 'items: false' after 'prefixItems'",
    "dependentSchemas": "use 'if' and 'then'", "contentEncoding": "use 'pattern'",
    "contentMediaType": "use 'pattern'", "contentSchema": "write the schema of the content apart",
    "definitions": "use '$defs'", "dependencies": "use 'dependentRequired', or 'if' and 'then'",
    "additionalItems": "use 'items' after 'prefixItems'",
  ]

  /// Compiles the schema at a JSON pointer and remembers it for `$ref`.
  mutating func node(_ located: LocatedValue, at pointer: String) -> SchemaNode {
    let node = compile(located, at: pointer)
    targets[pointer] = node
    return node
  }

  private mutating func compile(_ located: LocatedValue, at pointer: String) -> SchemaNode {
    if case .scalar(.bool(let allows)) = located.content {
      return allows ? SchemaNode() : SchemaNode(checks: [{ $1.report("false", "is not allowed") }])
    }
    guard let members = located.members else {
      problem(
        .badKeyword, pointer, located.location,
        "a schema must be an object, true or false, not \(located.typePhrase)")
      return SchemaNode()
    }
    var node = SchemaNode()
    for member in members {
      let keyword = Keyword(
        name: member.key, value: member.value, schema: located,
        pointer: "\(pointer)/\(member.key.pointerToken)", location: member.location)
      if let check = check(keyword) { node.checks.append(check) }
    }
    return node
  }

  private mutating func check(_ keyword: Keyword) -> SchemaCheck? {
    if let compile = Self.keywords[keyword.name] { return compile(&self, keyword) }
    if Self.annotations.contains(keyword.name) || keyword.name.hasPrefix("x-") {
      checkAnnotation(keyword)
      return nil
    }
    if let instead = Self.refused[keyword.name] {
      problem(
        .unsupportedKeyword, keyword.pointer, keyword.location,
        "the schema keyword '\(keyword.name)' is not supported", hint: instead)
    } else {
      let known = Self.keywords.keys.sorted() + Self.annotations.sorted()
      problem(
        .unsupportedKeyword, keyword.pointer, keyword.location,
        "there is no schema keyword '\(keyword.name)'",
        hint: Spelling.hint(for: keyword.name, among: known)
          ?? "annotations of your own begin with 'x-'")
    }
    return nil
  }

  private mutating func checkAnnotation(_ keyword: Keyword) {
    switch keyword.name {
    case "$schema":
      let text = keyword.value.string?.trimmingSuffix("#") ?? ""
      if text != "https://json-schema.org/draft/2020-12/schema" {
        bad(keyword, "'$schema' must be https://json-schema.org/draft/2020-12/schema")
      }
    case "title", "description", "$comment", "$id":
      if keyword.value.string == nil { bad(keyword, "'\(keyword.name)' must be a string") }
    default: break
    }
  }

  mutating func refer(_ keyword: Keyword) { references.append(keyword) }

  /// Reports the references that lead nowhere, once all subschemas are known.
  mutating func checkReferences() {
    for keyword in references {
      guard let text = keyword.value.string, targets[Self.target(text)] == nil else { continue }
      let known = targets.keys.map { "#" + $0 }
      problem(
        .badSchemaReference, keyword.pointer, keyword.value.location,
        text.hasPrefix("#")
          ? "there is no schema at '\(text)'" : "'\(text)' is in another document",
        hint: Spelling.hint(for: text, among: known) ?? "write '#/$defs/NAME'")
    }
  }

  /// The pointer that a reference such as `#/$defs/a%20b` means.
  static func target(_ reference: String) -> String {
    guard reference.hasPrefix("#") else { return reference }
    return reference.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).pointerName.pointerToken }.joined(separator: "/")
  }

  mutating func bad(_ keyword: Keyword, _ message: String, hint: String? = nil) {
    problem(.badKeyword, keyword.pointer, keyword.value.location, message, hint: hint)
  }

  mutating func problem(
    _ code: DiagnosticCode, _ pointer: String, _ location: SourceLocation, _ message: String,
    hint: String? = nil
  ) {
    problems.append(
      SchemaProblem(
        code: code, pointer: pointer, location: location, message: message, hint: hint))
  }
}

/// Values of keywords, checked.
extension SchemaCompiler {
  mutating func count(_ keyword: Keyword) -> Int? {
    if let number = keyword.value.value.number, number >= 0, let count = Int(exactly: number) {
      return count
    }
    bad(keyword, "'\(keyword.name)' must be a whole number that is not negative")
    return nil
  }

  mutating func number(_ keyword: Keyword) -> SchemaNumber? {
    if let number = SchemaNumber(keyword.value.value) { return number }
    bad(keyword, "'\(keyword.name)' must be a number, not \(keyword.value.typePhrase)")
    return nil
  }

  mutating func names(_ node: LocatedValue, of keyword: Keyword) -> [String]? {
    if let names = node.elements?.map(\.string), names.allSatisfy({ $0 != nil }) {
      return names.compactMap(\.self)
    }
    bad(keyword, "'\(keyword.name)' must be an array of names")
    return nil
  }

  /// The subschemas of an array such as `allOf`.
  mutating func nodes(_ keyword: Keyword) -> [SchemaNode]? {
    guard let elements = keyword.value.elements, !elements.isEmpty else {
      bad(keyword, "'\(keyword.name)' must be an array of schemas that is not empty")
      return nil
    }
    return elements.enumerated().map { node($1, at: "\(keyword.pointer)/\($0)") }
  }

  /// The subschemas of an object such as `properties`.
  mutating func members(_ keyword: Keyword) -> [(key: String, node: SchemaNode)]? {
    guard let members = keyword.value.members else {
      bad(keyword, "'\(keyword.name)' must be an object of schemas")
      return nil
    }
    return members.map { ($0.key, node($0.value, at: "\(keyword.pointer)/\($0.key.pointerToken)")) }
  }

  mutating func pattern(_ text: String, _ keyword: Keyword, at location: SourceLocation)
    -> SchemaPattern?
  {
    if let pattern = SchemaPattern(text) { return pattern }
    problem(
      .badSchemaPattern, keyword.pointer, location, "'\(text)' is not a regular expression")
    return nil
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
