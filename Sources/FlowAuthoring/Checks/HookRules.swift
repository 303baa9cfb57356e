import FlowEngine

/// Holds the table of a hook file against the tasks that there are.
struct HookRules {
  private static let moments = ["before", "after", "fault"]
  private static let special = ["workflow", "*"]

  let script: ScriptSource
  /// `nil` where they are not known.
  let tasks: Set<String>?
  /// For messages: `the flow order has no task`.
  let lack: String

  var diagnostics: [Diagnostic] {
    var findings = Findings(source: script.source)
    checkFile(&findings)
    for field in script.outline.result.fields ?? [] {
      checkTask(field, &findings)
      for moment in field.value.fields ?? [] { checkMoment(moment, of: field, &findings) }
    }
    return findings.diagnostics
  }

  /// A file returns a table of tasks; one without a word has no hooks.
  private func checkFile(_ findings: inout Findings) {
    let outline = script.outline
    guard script.refusal == nil, !outline.isEmpty,
      outline.returns == 0 || outline.returns == 1 && outline.result.isNoTable
    else { return }
    findings.report(
      .badHook, at: outline.result.place.map(script.location) ?? script.lastLocation,
      "the hook file returns \(outline.returns == 0 ? "nothing" : "no table"), so it has no hooks",
      hint: "end it with 'return { TASK = { before = function(task) … end } }'")
  }

  private func checkTask(_ field: LuaField, _ findings: inout Findings) {
    let name = field.key.text
    if field.value.isNoTable, !field.value.isNil {
      findings.report(
        .badHook, at: script.location(field.key.place), "the hooks of '\(name)' are no table",
        hint: "write \(name) = { before = function(task) … end }")
    }
    guard let tasks, !Self.special.contains(name), !tasks.contains(name) else { return }
    findings.report(
      .hookWithoutTask, at: script.location(field.key.place), "\(lack) '\(name)'",
      hint: Spelling.hint(for: name, among: Array(tasks) + Self.special)
        ?? "the hook would never run; name a task of a flow, 'workflow' or [\"*\"]")
  }

  private func checkMoment(_ moment: LuaField, of field: LuaField, _ findings: inout Findings) {
    let name = moment.key.text
    if Self.moments.contains(name) {
      guard moment.value.isNoFunction, !moment.value.isNil else { return }
      findings.report(
        .badHook, at: script.location(moment.key.place),
        "the hook '\(name)' of '\(field.key.text)' is no function, so it would never run",
        hint: "write \(name) = function(task\(name == "after" ? ", output" : "")) … end")
      return
    }
    findings.report(
      .hookWithoutMoment, at: script.location(moment.key.place),
      "the hooks of '\(field.key.text)' have no moment '\(name)'",
      hint: Spelling.hint(for: name, among: Self.moments)
        ?? "hooks are called 'before', 'after' and 'fault'")
  }
}
