/// What `flowctl check` finds beyond what is refused when a definition is loaded.
extension DiagnosticCode {
  package static let check = code + data

  private static let code = [
    unreachableTask, unreachableCase, badArgument, unknownGlobal, unknownMember, hookWithoutTask,
    hookWithoutMoment, missingText, untranslatedText, undeclaredHost, unknownForm, unknownModule,
    unknownWorkflow, undeclaredPlugin,
  ]

  package static let unreachableTask = DiagnosticCode(
    "FE0701", "task that is never reached",
    """
    No way leads to the task: what stands before it always ends, leaves the list, raises an error or
    goes elsewhere, and no `then` names it.
    """,
    wrong: "- first: { set: { a: 1 }, then: end }\n- second: { set: { b: 2 } }",
    right: "- first: { set: { a: 1 } }\n- second: { set: { b: 2 } }")

  package static let unreachableCase = DiagnosticCode(
    "FE0702", "case that is never tried",
    "Cases are tried in their order. One without `when` always fits, so none behind it is tried.",
    wrong:
      "switch:\n- other: { then: end }\n- large: { when: \"${ input.size > 9 }\", then: split }",
    right:
      "switch:\n- large: { when: \"${ input.size > 9 }\", then: split }\n- other: { then: end }")

  package static let badArgument = DiagnosticCode(
    "FE0703", "argument that does not fit",
    """
    The arguments under `with`, or a table given to `flow.call`, break the function's input schema: one
    is missing, unknown, or written as a value that the schema refuses; or what a script writes into a
    call of the host API is nothing that the call takes. What an expression or variable will give is
    not known before a run.
    """,
    wrong: "call: shop.placeOrder\nwith: { sise: 3 }",
    right: "call: shop.placeOrder\nwith: { size: 3 }")

  package static let unknownGlobal = DiagnosticCode(
    "FE0704", "unknown name",
    """
    A script or expression reads or sets a name that is neither a local variable nor an argument, and
    that neither the engine nor Lua's sandboxed library has. Reading it gives nil. In expressions,
    loop variables and the variable of a `catch` are known inside their own tasks only, `output` only
    in `export.as`, and `input` and `task` only in tasks.
    """,
    wrong: "after = function(task, output) return outptu end",
    right: "after = function(task, output) return output end")

  package static let unknownMember = DiagnosticCode(
    "FE0705", "unknown member of the host API",
    "`flow`, or a part of Lua's library such as `string`, has no member of this name.",
    wrong: "local now = flow.nwo()", right: "local now = flow.now()")

  package static let hookWithoutTask = DiagnosticCode(
    "FE0706", "hook of no task",
    """
    A hook file names a task that the flow does not have, so the hook would never run. A plugin's hooks
    may name tasks of any flow. `workflow` stands for the whole run, `[\"*\"]` for every task.
    """,
    wrong: "return { ordr = { before = function(task) end } }",
    right: "return { order = { before = function(task) end } }")

  package static let hookWithoutMoment = DiagnosticCode(
    "FE0707", "hook at no moment",
    "A task has hooks `before`, `after` and `fault`. One of another name would never run.",
    wrong: "return { order = { befor = function(task) end } }",
    right: "return { order = { before = function(task) end } }")

  package static let missingText = DiagnosticCode(
    "FE0708", "missing text",
    """
    `flow.text` names a text that the plugin or flow does not have in English, which every other
    language falls back to. The run would fault there.
    """,
    wrong: "flow.text(\"no-stokc\")", right: "flow.text(\"no-stock\")")

  package static let untranslatedText = DiagnosticCode(
    "FE0709", "text that lacks a language",
    """
    The plugin or flow has texts in a language, and not this one. People who chose that language would
    read English in the middle of it.
    """,
    wrong: "# texts.en.yaml\nno-stock: Nothing is left.\n# texts.fr.yaml\n# …",
    right:
      "# texts.en.yaml\nno-stock: Nothing is left.\n# texts.fr.yaml\nno-stock: Il n'en reste plus.")

  package static let undeclaredHost = DiagnosticCode(
    "FE0710", "host without permission",
    """
    A request goes to an origin that `permissions.hosts` does not list. Whoever installs a plugin or
    flow reads there what it can reach; the engine refuses every other origin.
    """,
    wrong: "permissions: { hosts: [] }\n# flow.http{ url = \"{baseURL}/orders\" }",
    right:
      "permissions: { hosts: [ \"${settings.baseURL}\" ] }\n# flow.http{ url = \"{baseURL}/orders\" }"
  )

  package static let unknownForm = DiagnosticCode(
    "FE0711", "unknown form",
    "A prompt names a form that no plugin in use has. Forms are declared under `forms` in plugin.yaml.",
    wrong: "call: prompt\nwith: { form: shop.papre }",
    right: "call: prompt\nwith: { form: shop.paper }")

  package static let unknownModule = DiagnosticCode(
    "FE0712", "unknown module",
    """
    `require` reaches the plugin's own Lua files, by their path with dots and without `.lua`, and those
    of the plugins under `uses` in plugin.yaml, behind the plugin's name.
    """,
    wrong: "local orders = require(\"ordres\")", right: "local orders = require(\"orders\")")

  package static let unknownWorkflow = DiagnosticCode(
    "FE0713", "unknown workflow",
    """
    `run` or a fixture names a workflow that is not among the flows, or that has another namespace or
    version.
    """,
    wrong: "run: { workflow: { namespace: shop, name: shpi, version: 1.0.0 } }",
    right: "run: { workflow: { namespace: shop, name: ship, version: 1.0.0 } }")

  package static let undeclaredPlugin = DiagnosticCode(
    "FE0714", "plugin used and not declared",
    """
    A script calls a function of another plugin that plugin.yaml does not list under `uses`. Whoever
    installs a plugin reads there which others it needs.
    """,
    wrong: "# plugin.yaml has no `uses`\nflow.call(\"shop.placeOrder\", { size = 3 })",
    right: "uses: [ shop ]\n# flow.call(\"shop.placeOrder\", { size = 3 })")
}
