import FlowEngine

/// What scripts find, by where they run.
struct ScriptCatalog {
  let runs: ScriptNames
  let checks: ScriptNames
  let simulators: ScriptNames

  init() throws {
    runs = try ScriptNames.ofRuns()
    checks = try ScriptNames.ofChecks()
    simulators = try ScriptNames.ofSimulators()
  }
}
