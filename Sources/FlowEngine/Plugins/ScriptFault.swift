import FlowValue

extension DefinitionError {
  /// A script that does not load, as a diagnostic with its file and line; where the script has
  /// none, with the place that names it.
  init(script problem: Problem, of bundle: Bundle, at place: SourceLocation? = nil) {
    let detail = problem.detail ?? problem.title
    let match = detail.wholeMatch(of: /(?s)(.+?\.lua):(\d+): ?(.*)/)
    let file = match.map { String($0.1) } ?? place?.file ?? bundle.workflow.file
    let line = match.flatMap { Int($0.2) }
    let written = line.map { SourceLocation(file: file, line: $0, column: 1) }
    let location = written ?? place ?? SourceLocation(file: file, line: 1, column: 1)
    let text = bundle.sources.first { $0.file == file }?.text ?? ""
    var findings = Findings(source: SourceText(text, file: file))
    findings.report(
      .badScript, at: location, match.map { String($0.3) } ?? detail,
      hint: "the script is read before a run is made; correct it and try again")
    self.init(findings.diagnostics)
  }
}

extension DiagnosticCode {
  static let script = [badScript]

  package static let badScript = DiagnosticCode(
    "FE0501", "script that does not load",
    """
    A hook file or a module of a plugin is no Lua, fails while it is loaded, or lacks a function \
    that plugin.yaml names. Scripts are loaded before a run is made, so nothing has happened.
    """,
    wrong: "return { order = { before = function(task) return end }",
    right: "return { order = { before = function(task) return end } }")
}

extension Bundle {
  /// Every source of the bundle.
  var sources: [Source] {
    plugins.flatMap { [$0.manifest] + $0.parts.values + $0.modules.values + $0.texts.values }
      + [workflow] + (hooks.map { [$0] } ?? []) + texts.values
  }
}
