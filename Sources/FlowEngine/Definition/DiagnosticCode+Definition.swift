/// Problems of workflow definitions; manifests and configurations share the general ones.
extension DiagnosticCode {
  static let definition = [
    wrongType, unknownField, missingField, notSupportedYet, valueNotAllowed, badPattern,
    unsupportedVersion, noTaskKind, severalTaskKinds, repeatedTask, unknownTask, unknownFunction,
    unknownReference, badDuration, badExpression, expressionLanguage, badListItem, emptyValue,
    reservedName, recursiveFunction,
  ]

  package static let wrongType = DiagnosticCode(
    "FE0101", "wrong type",
    "A field holds a value of another JSON type than the one it takes.",
    wrong: "document:\n  name: 12", right: "document:\n  name: order")

  package static let unknownField = DiagnosticCode(
    "FE0102", "unknown field",
    """
    An object has a field that the language does not know. A mistyped field would otherwise be
    ignored silently. Information of your own belongs under `metadata`.
    """,
    wrong: "- greet:\n    set: { a: 1 }\n    inptu: { from: \"${ context.user }\" }",
    right: "- greet:\n    set: { a: 1 }\n    input: { from: \"${ context.user }\" }")

  package static let missingField = DiagnosticCode(
    "FE0103", "missing field", "An object lacks a field that it must have.",
    wrong: "call: http\nwith:\n  method: get",
    right: "call: http\nwith:\n  method: get\n  endpoint: https://example.org/")

  static let notSupportedYet = DiagnosticCode(
    "FE0104", "not supported yet",
    """
    The Open Workflow Specification has this feature and the engine does not run it yet. It is
    refused when the definition is loaded, so that no run stops half-way or skips it silently. The
    hint says what to do instead.
    """,
    wrong: "- list:\n    run: { shell: { command: ls } }",
    right: "- list:\n    call: files.list")

  package static let valueNotAllowed = DiagnosticCode(
    "FE0105", "value not allowed", "A field takes one of a few values, or a number in a range.",
    wrong: "output: body", right: "output: content")

  package static let badPattern = DiagnosticCode(
    "FE0106", "badly formed name or version",
    """
    Names of workflows and namespaces are at most 63 letters, digits and hyphens, and begin and end
    with a letter or digit. Versions are three numbers by semver.org. Variables have letters, digits
    and `_`; attributes of events small letters and digits; forms are named `plugin.form`.
    """,
    wrong: "name: My Order\nversion: \"1.0\"", right: "name: my-order\nversion: 1.0.0")

  static let unsupportedVersion = DiagnosticCode(
    "FE0107", "unsupported DSL version",
    "The engine reads version 1.0.x of the Open Workflow Specification's language.",
    wrong: "document:\n  dsl: 0.8.0", right: "document:\n  dsl: 1.0.3")

  static let noTaskKind = DiagnosticCode(
    "FE0108", "task without a kind",
    """
    What a task does is told by one of the fields call, do, fork, emit, for, listen, raise, run, set,
    switch, try and wait. This task has none of them.
    """,
    wrong: "- greet:\n    input: { … }", right: "- greet:\n    set: { text: hello }")

  static let severalTaskKinds = DiagnosticCode(
    "FE0109", "task of several kinds",
    "A task does one thing. Split it, or put the parts into a `do`.",
    wrong: "- greet:\n    set: { a: 1 }\n    wait: PT1S",
    right: "- greet:\n    set: { a: 1 }\n- pause:\n    wait: PT1S")

  package static let repeatedTask = DiagnosticCode(
    "FE0110", "task name repeated",
    """
    Two tasks of one list have the same name. `then` could not tell them apart, and neither could
    the journal, which names each step by its task. Extensions have names of their own, too, and so
    have the cases of a switch.
    """,
    wrong: "- step: { wait: PT1S }\n- step: { wait: PT2S }",
    right: "- first: { wait: PT1S }\n- second: { wait: PT2S }")

  package static let unknownTask = DiagnosticCode(
    "FE0111", "unknown task",
    """
    `then` names a task that is not in the same list. It can go to a task of its own list, or be
    `continue`, `exit` (leave the list) or `end` (end the workflow). A branch of a `fork` can only
    be one of these three: branches run beside each other.
    """,
    wrong: "- first: { wait: PT1S, then: thrid }\n- third: { wait: PT1S }",
    right: "- first: { wait: PT1S, then: third }\n- third: { wait: PT1S }")

  package static let unknownFunction = DiagnosticCode(
    "FE0112", "unknown function",
    """
    `call` names neither `http` nor `prompt`, nor a function of `use.functions` or of a plugin. A
    plugin's function is written `plugin.function`; the plugin must be among those that the
    configuration lists.
    """,
    wrong: "call: shop.palceOrder", right: "call: shop.placeOrder")

  package static let unknownReference = DiagnosticCode(
    "FE0113", "unknown reference",
    "A name refers to something that `use` (or, in a plugin, the manifest) does not define.",
    wrong: "use:\n  errors: { refused: { … } }\ndo:\n- stop: { raise: { error: refusd } }",
    right: "use:\n  errors: { refused: { … } }\ndo:\n- stop: { raise: { error: refused } }")

  package static let badDuration = DiagnosticCode(
    "FE0114", "bad duration",
    """
    A duration is ISO 8601 text such as P14D, PT1H30M or PT0.5S, or an object of days, hours,
    minutes, seconds and milliseconds, or an expression. Years and months have no fixed length and
    are refused.
    """,
    wrong: "wait: 5m", right: "wait: PT5M")

  static let badExpression = DiagnosticCode(
    "FE0115", "bad expression",
    """
    An expression does not compile. Expressions are Lua; an expression is the whole text between
    `${` at the beginning and `}` at the end of a string.
    """,
    wrong: "if: ${ input.amount => 10 }", right: "if: ${ input.amount >= 10 }")

  static let expressionLanguage = DiagnosticCode(
    "FE0116", "expression language not supported",
    """
    The definition has expressions in a language that the engine does not run. Without `evaluate`
    that is jq, the standard's default, which is not supported yet; Lua is.
    """,
    wrong: "evaluate: { language: jq }", right: "evaluate: { language: lua }")

  static let badListItem = DiagnosticCode(
    "FE0117", "list item without a single name",
    """
    Each item of a list of tasks or cases is an object with one key: the name. Two keys are often a
    missing `-` or a wrong indentation.
    """,
    wrong: "do:\n- first: { wait: PT1S }\n  second: { wait: PT1S }",
    right: "do:\n- first: { wait: PT1S }\n- second: { wait: PT1S }")

  package static let emptyValue = DiagnosticCode(
    "FE0118", "empty value", "A text, list or object that must hold something is empty.",
    wrong: "switch: []", right: "switch:\n- other: { then: end }")

  static let reservedName = DiagnosticCode(
    "FE0119", "reserved name",
    """
    `then` gives the words continue, exit and end a meaning, so no task can have them as its name.
    `call` has functions of its own, and plugins have those with a dot or `@`, so no function of
    `use.functions` can be called like them. The Lua modules of a flow are the package `flow`, so no
    plugin can be called like it.
    """,
    wrong: "- end: { wait: PT1S }", right: "- finish: { wait: PT1S }")

  static let recursiveFunction = DiagnosticCode(
    "FE0120", "function that calls itself",
    """
    A function of `use.functions` calls itself, directly or through others, and would never end.
    Repeat by a `for` task or by `retry`.
    """,
    wrong: "functions:\n  ask: { call: tell }\n  tell: { call: ask }",
    right: "functions:\n  ask: { call: tell }\n  tell: { call: http, with: { … } }")
}
