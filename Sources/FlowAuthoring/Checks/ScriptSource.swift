import FlowEngine

/// A Lua file and what can be said of it without running it.
struct ScriptSource {
  let source: SourceText
  let outline: LuaOutline
  /// Why it is no Lua, if it is none.
  let refusal: Diagnostic?

  init(_ file: FlowBundle.Source, syntax: LuaSyntax?) {
    source = SourceText(file.text, file: file.file)
    guard let fault = syntax?.fault(script: file.text, file: file.file) else {
      outline = LuaOutline(chunk: file.text)
      refusal = nil
      return
    }
    outline = LuaOutline(chunk: "")
    var findings = Findings(source: source)
    findings.report(
      .badScript, at: source.location(line: fault.line, column: 1), fault.message,
      hint: "the script is read before a run is made; correct it and try again")
    refusal = findings.diagnostics[0]
  }

  func location(_ place: LuaPlace) -> SourceLocation {
    source.location(line: place.line, column: place.column)
  }

  /// The last line with anything on it.
  var lastLocation: SourceLocation {
    let last = source.lines.lastIndex { line in line.contains { !$0.isWhitespace } } ?? 0
    return source.location(line: last + 1, column: 1)
  }
}
