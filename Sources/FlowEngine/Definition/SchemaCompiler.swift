import FlowValue

/// Compiles schemas and gathers what is wrong with them.
struct SchemaCompiler {
  /// One keyword with its value and the schema around it.
  struct Keyword {
    let name: String
    let value: LocatedValue
    let schema: LocatedValue
    /// The number of the schema around it.
    let node: Int
    /// The JSON pointer of the schema around it.
    let base: String
    /// The place of the keyword itself.
    let location: SourceLocation

    /// The JSON pointer of the keyword.
    var pointer: String { "\(base)/\(name.pointerToken)" }
  }

  /// Turns a keyword into a check; `nil` for an annotation or after a problem.
  typealias Compile = @Sendable (inout SchemaCompiler, Keyword) -> SchemaCheck?

  var program = SchemaProgram()
  private(set) var problems: [SchemaProblem] = []
  var index = SchemaIndex()
  /// The resource that the schema being compiled belongs to.
  var resource = 0
  var references: [Reference] = []
  /// The subschemas that each schema applies to the very same value.
  var inPlace: [Int: [Int]] = [:]

  private static let keywords: [String: Compile] = [
    valueKeywords, numberKeywords, stringKeywords, arrayKeywords, objectKeywords, logicKeywords,
    referenceKeywords, annotationKeywords, unevaluatedKeywords,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Compiles the schema at a JSON pointer, if that has not been done, and gives its number.
  mutating func node(_ located: LocatedValue, at pointer: String) -> Int {
    if let known = index.nodes[pointer] { return known }
    let id = program.nodes.count
    program.nodes.append(SchemaNode())
    index.nodes[pointer] = id
    let outer = resource
    compile(located, id, at: pointer)
    resource = outer
    return id
  }

  private mutating func compile(_ located: LocatedValue, _ id: Int, at pointer: String) {
    if case .scalar(.bool(let allows)) = located.content {
      if !allows { program.nodes[id].checks = [{ $1.report("false", "is not allowed") }] }
      program.nodes[id].resource = resource
      return
    }
    guard let members = located.members else {
      problem(
        .badKeyword, pointer, located.location,
        "a schema must be an object, true or false, not \(located.typePhrase)")
      return
    }
    enterResource(located, at: pointer)
    program.nodes[id].resource = resource
    // What other keywords leave unevaluated is known after them.
    let late = members.filter { Self.unevaluatedKeywords[$0.key] != nil }
    for member in members.filter({ Self.unevaluatedKeywords[$0.key] == nil }) + late {
      let keyword = Keyword(
        name: member.key, value: member.value, schema: located, node: id, base: pointer,
        location: member.location)
      if let check = check(keyword) { program.nodes[id].checks.append(check) }
    }
    program.nodes[id].fills = fills(located, at: pointer)
  }

  private mutating func check(_ keyword: Keyword) -> SchemaCheck? {
    if let compile = Self.keywords[keyword.name] { return compile(&self, keyword) }
    if keyword.name.hasPrefix("x-") { return nil }
    if let instead = Self.formerKeywords[keyword.name] {
      problem(
        .unsupportedKeyword, keyword.pointer, keyword.location,
        "the schema keyword '\(keyword.name)' is not of JSON Schema 2020-12", hint: instead)
    } else {
      problem(
        .unsupportedKeyword, keyword.pointer, keyword.location,
        "there is no schema keyword '\(keyword.name)'",
        hint: Spelling.hint(for: keyword.name, among: Self.keywords.keys.sorted())
          ?? "annotations of your own begin with 'x-'")
    }
    return nil
  }

  /// Keywords of earlier versions of the standard.
  private static let formerKeywords = [
    "definitions": "use '$defs'", "dependencies": "use 'dependentRequired' or 'dependentSchemas'",
    "additionalItems": "use 'items' after 'prefixItems'", "$recursiveRef": "use '$dynamicRef'",
    "$recursiveAnchor": "use '$dynamicAnchor'", "id": "use '$id'",
  ]

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
