import FlowEngine
import FlowValue

/// Holds what a script writes into a call of the host API against what the call takes.
///
/// Only what is written in place counts: a variable may hold something else by then.
struct HostArguments {
  let function: LuaGlobal
  let arguments: [LuaShape]

  /// A field that has to be there, or one of several.
  private static let required: [String: [[String]]] = [
    "flow.http": [["url"]], "flow.prompt": [["form", "schema"]], "flow.raise": [["type"]],
    "flow.save": [["name"], ["content"]],
  ]

  /// What an argument, or a field of the first one, may be.
  private struct Rule {
    let function: String
    var argument = 0
    var field: String?
    var code = DiagnosticCode.badArgument
    /// Whether a value is one that the function takes.
    let takes: @Sendable (LuaShape) -> Bool
    let hint: String
  }

  private static let rules = [
    Rule(
      function: "flow.http", field: "lost", takes: { $0.isFunction || $0.word == "repeat" },
      hint: "it is \"repeat\", or a function that reads back what was done"),
    Rule(
      function: "flow.http", field: "method", takes: { RequestMethod.isAllowed($0.word ?? "") },
      hint: "write a method such as GET or POST"),
    Rule(
      function: "flow.http", field: "timeout", code: .badDuration, takes: HostArguments.isDuration,
      hint: HostArguments.durationHint),
    Rule(
      function: "flow.prompt", field: "due", code: .badDuration, takes: HostArguments.isDuration,
      hint: HostArguments.durationHint),
    Rule(
      function: "flow.sleep", code: .badDuration, takes: HostArguments.isDuration,
      hint: HostArguments.durationHint),
    Rule(
      function: "flow.date.add", argument: 1, code: .badDuration,
      takes: { $0.word?.wholeMatch(of: HostArguments.calendar) != nil },
      hint: "write for example P14D, P1M or -PT30M"),
    Rule(
      function: "flow.save", field: "name",
      takes: { $0.word?.wholeMatch(of: /[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/) != nil },
      hint: "a file's name has at most 100 letters, digits and . _ -, and no path"),
  ]

  private static let durationHint = "write for example PT30S or PT1H30M"

  private static func isDuration(_ shape: LuaShape) -> Bool {
    shape.literal.map { ISODuration.milliseconds(of: $0) != nil } ?? true
  }

  /// What `flow.date` takes: years and months too, and a sign.
  private static var calendar: Regex<Substring> {
    #/
      [+\-]?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?
      (?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?
    /#
  }

  func check(_ place: (LuaPlace) -> SourceLocation, _ findings: inout Findings) {
    checkRequired(place, &findings)
    for rule in Self.rules where rule.function == function.path { check(rule, place, &findings) }
    if function.path == "flow.http" { checkRepetition(place, &findings) }
    if function.path == "flow.log" { checkLevel(place, &findings) }
  }

  /// The table that the function is called with, if all its fields are written in place.
  private var table: LuaTable? {
    guard case .table(let table)? = arguments.first, !table.isOpen, table.elements.isEmpty else {
      return nil
    }
    return table
  }

  private func checkRequired(_ place: (LuaPlace) -> SourceLocation, _ findings: inout Findings) {
    guard let table else { return }
    let given = table.fields.filter { !$0.value.isNil }.map(\.key.text)
    for names in Self.required[function.path] ?? [] where Set(names).isDisjoint(with: given) {
      findings.report(
        .missingField, at: place(function.name.place),
        "\(function.path) lacks the field \(Spelling.list(names, "or"))")
    }
  }

  private func check(
    _ rule: Rule, _ place: (LuaPlace) -> SourceLocation, _ findings: inout Findings
  ) {
    let shape: LuaShape?
    var at = function.name.place
    if let name = rule.field {
      let field = arguments.first?.writtenTable?.fields.last { $0.key.text == name }
      at = field?.key.place ?? at
      shape = field?.value
    } else {
      shape = arguments.indices.contains(rule.argument) ? arguments[rule.argument] : nil
    }
    for choice in shape?.choices ?? [] where !rule.takes(choice) {
      let what = rule.field.map { "the field '\($0)' of \(function.path)" } ?? function.path
      findings.report(
        rule.code, at: place(choice.place ?? at),
        "\(what) does not take \(choice.description)", hint: rule.hint)
    }
  }

  /// Whoever takes a request twice has to know it by something.
  private func checkRepetition(_ place: (LuaPlace) -> SourceLocation, _ findings: inout Findings) {
    guard let table, let lost = table.fields.last(where: { $0.key.text == "lost" }),
      lost.value.word == "repeat",
      let method = table.fields.last(where: { $0.key.text == "method" }),
      ["POST", "PATCH"].contains(method.value.word?.uppercased()),
      Set(table.fields.map(\.key.text)).isDisjoint(with: ["idempotencyHeader", "headers"])
    else { return }
    findings.report(
      .badArgument, at: place(lost.key.place),
      "the request may be done twice: nothing in it tells that it is repeated",
      hint: "name the header of its id with 'idempotencyHeader', or read back in 'lost'",
      severity: .warning)
  }

  private func checkLevel(_ place: (LuaPlace) -> SourceLocation, _ findings: inout Findings) {
    let levels = ["debug", "info", "warning", "error"]
    guard arguments.count > 1, case .text(let level) = arguments[0], !levels.contains(level.text),
      ["warn", "err", "trace", "notice", "critical", "fatal"].contains(level.text.lowercased())
        || Spelling.hint(for: level.text, among: levels) != nil
    else { return }
    findings.report(
      .badArgument, at: place(level.place), "flow.log has no level '\(level.text)'",
      hint: Spelling.hint(for: level.text, among: levels)
        ?? "the levels are \(Spelling.list(levels, "and"))", severity: .warning)
  }
}

extension LuaShape {
  /// What is written, one after the other where a condition chooses; nothing of what is not known.
  fileprivate var choices: [LuaShape] {
    switch self {
    case .text, .value, .table, .function: [self]
    case .oneOf(let shapes): shapes.flatMap(\.choices)
    case .nil, .global, .result, .variable, .unknown: []
    }
  }

  fileprivate var isFunction: Bool { if case .function = self { true } else { false } }

  fileprivate var word: String? { if case .text(let text) = self { text.text } else { nil } }

  fileprivate var writtenTable: LuaTable? {
    if case .table(let table) = self { table } else { nil }
  }

  /// The text or value; `nil` of anything else.
  fileprivate var literal: FlowValue? {
    switch self {
    case .text(let text): .string(text.text)
    case .value(let value): value
    default: nil
    }
  }

  fileprivate var description: String {
    switch self {
    case .text(let text): "\"\(text.text)\""
    case .value(let value): value.json
    case .table: "a table"
    case .function: "a function"
    case .nil, .global, .result, .oneOf, .variable, .unknown: "this"
    }
  }
}
