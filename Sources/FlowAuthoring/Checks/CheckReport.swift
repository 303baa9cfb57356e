package import FlowEngine

/// What a check found.
package struct CheckReport: Sendable {
  /// By file and place; each once.
  package let diagnostics: [Diagnostic]
  /// How many flows were looked at.
  package let flows: Int
  /// How many plugins were looked at.
  package let plugins: Int
  /// How many fixtures were looked at.
  package let fixtures: Int

  init(_ diagnostics: [Diagnostic], flows: Int, plugins: Int, fixtures: Int = 0) {
    var known: Set<String> = []
    let unique = diagnostics.filter { known.insert($0.description).inserted }
    self.diagnostics = DefinitionError(unique).diagnostics
    self.flows = flows
    self.plugins = plugins
    self.fixtures = fixtures
  }

  /// The report with what was found in fixtures.
  package func adding(_ found: [Diagnostic], ofFixtures count: Int) -> Self {
    Self(diagnostics + found, flows: flows, plugins: plugins, fixtures: fixtures + count)
  }

  /// How many findings are as bad as that.
  package func count(_ severity: Diagnostic.Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }
}
