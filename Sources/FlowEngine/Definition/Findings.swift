/// The problems that reading one file has found so far.
package struct Findings {
  let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []

  package init(source: SourceText) { self.source = source }

  package mutating func report(
    _ code: DiagnosticCode, at location: SourceLocation, _ message: String, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    let line = location.file == source.file ? source.line(location.line) : nil
    diagnostics.append(
      Diagnostic(
        code: code, severity: severity, location: location, message: message, hint: hint,
        sourceLine: line))
  }

  package mutating func add(_ error: DefinitionError) { diagnostics += error.diagnostics }

  package mutating func add(_ other: Findings) { diagnostics += other.diagnostics }

  /// Returns if nothing was found.
  package func check() throws(DefinitionError) {
    if !diagnostics.isEmpty { throw DefinitionError(diagnostics) }
  }
}
