import FlowEngine

/// Holds the table of a hook file against the tasks that there are.
struct HookRules {
  private static let moments = ["before", "after", "fault"]
  private static let special = ["workflow", "*"]

  let script: ScriptSource
  let tasks: Set<String>
  /// For messages: `the flow order has no task`.
  let lack: String

  var diagnostics: [Diagnostic] {
    var findings = Findings(source: script.source)
    for field in script.outline.result.fields ?? [] {
      checkTask(field, &findings)
      for moment in field.value.fields ?? [] { checkMoment(moment, of: field, &findings) }
    }
    return findings.diagnostics
  }

  private func checkTask(_ field: LuaField, _ findings: inout Findings) {
    let name = field.key.text
    if Self.special.contains(name) || tasks.contains(name) { return }
    findings.report(
      .hookWithoutTask, at: script.location(field.key.place), "\(lack) '\(name)'",
      hint: Spelling.hint(for: name, among: Array(tasks) + Self.special)
        ?? "the hook would never run; name a task of a flow, 'workflow' or [\"*\"]")
  }

  private func checkMoment(_ moment: LuaField, of field: LuaField, _ findings: inout Findings) {
    let name = moment.key.text
    if Self.moments.contains(name) { return }
    findings.report(
      .hookWithoutMoment, at: script.location(moment.key.place),
      "the hooks of '\(field.key.text)' have no moment '\(name)'",
      hint: Spelling.hint(for: name, among: Self.moments)
        ?? "hooks are called 'before', 'after' and 'fault'")
  }
}
