import Yams

/// A failure of the YAML library, put into a diagnostic's words.
struct YAMLFault {
  private let source: SourceText
  private let code: DiagnosticCode
  private let line: Int
  private let column: Int
  private let message: String
  private let hint: String?

  init(_ error: any Error, in source: SourceText) {
    self.source = source
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _) where problem.contains("invalid Unicode"):
      let pair = SurrogatePair(at: mark, in: source)
      code = .yamlSyntax
      (line, column) = (mark.line, pair?.column ?? mark.column)
      message =
        pair.map { "\($0.text) is a pair of surrogates, which JSON has and YAML has not" }
        ?? "the escape stands for no character"
      hint =
        pair.map { "write the character itself, \($0.character), or \($0.escape)" }
        ?? "write the character itself, or \\u with the four digits of one"
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let isTooDeep = problem.lowercased().contains("maximum nesting level")
      code = isTooDeep ? .documentTooLarge : .yamlSyntax
      (line, column) = (mark.line, mark.column)
      message = isTooDeep ? "values are nested too deep" : Self.sentence(context, problem)
      hint = Self.hint(problem)
    case .composer(_, let problem, let mark, _):
      let isSecond = problem.contains("another document")
      code = isSecond ? .severalDocuments : .yamlSyntax
      (line, column) = (mark.line, mark.column)
      message = isSecond ? "a second document begins here" : problem
      hint = isSecond ? "put each document into a file of its own" : nil
    case .duplicatedKeysInMapping(let keys, let context):
      code = .repeatedKey
      let key = keys.first ?? ""
      line = Self.repetition(of: key, after: context.mark, in: source)
      column = context.mark.column
      message = "the key '\(key)' is repeated"
      hint = "the first one is on line \(context.mark.line)"
    case .reader(let problem, _, _, _):
      (code, line, column) = (.yamlSyntax, 1, 1)
      (message, hint) = (problem, "the file must be UTF-8 without control characters")
    default:
      (code, line, column) = (.yamlSyntax, 1, 1)
      (message, hint) = ("\(error)", nil)
    }
  }

  var definitionError: DefinitionError {
    var findings = Findings(source: source)
    findings.report(code, at: source.location(line: line, column: column), message, hint: hint)
    return DefinitionError(findings.diagnostics)
  }

  private static func sentence(_ context: YamlError.Context?, _ problem: String) -> String {
    let context = context.map { $0.text.trimmingPrefix("while ") }
    return context.map { "\(problem), while \($0)" } ?? problem
  }

  private static func hint(_ problem: String) -> String? {
    if problem.contains("cannot start any token") { return "put the text in quotes" }
    if problem.contains("mapping values are not allowed") {
      return "put text that holds ': ' in quotes, or check the indentation"
    }
    if problem.contains("','") { return "close every bracket and brace, with commas inside" }
    if problem.contains("did not find expected") { return "check the indentation" }
    return nil
  }

  /// The library tells the first place of a repeated key only; the next line that has the key at
  /// the same column is the repetition.
  private static func repetition(of key: String, after mark: Mark, in source: SourceText) -> Int {
    let later = source.lines.indices.dropFirst(mark.line).first { index in
      let line = source.lines[index]
      return line.dropFirst(mark.column - 1).hasPrefix(key)
        && line.prefix(mark.column - 1).allSatisfy { " -".contains($0) }
    }
    return later.map { $0 + 1 } ?? mark.line
  }
}
