/// What `flowctl check` finds of hooks that never run and of data that is not there.
extension DiagnosticCode {
  static let data = [
    badHook, badPlaceholder, memberOfNoSchema, endlessLoop, hiddenVariable, neverUsed,
    replacedNothing,
  ]

  package static let badHook = DiagnosticCode(
    "FE0715", "hook that is no function",
    """
    A hook file returns a table with a table for each task, whose members are functions. Anything else
    is skipped, so the hook would never run.
    """,
    wrong: "return { order = { after = 5 } }",
    right: "return { order = { after = function(task, output) return output end } }")

  package static let badPlaceholder = DiagnosticCode(
    "FE0716", "word in braces that does not fit",
    """
    A text holds a word in braces that the table given to `flow.text` does not have, or the table a
    word that the text does not hold; or a text and its translation hold different ones. People would
    read the braces.
    """,
    wrong: """
      # texts.en.yaml
      ordered: Order {id} is placed.
      # flow.text("ordered", { ident = 7 })
      """,
    right: """
      # texts.en.yaml
      ordered: Order {id} is placed.
      # flow.text("ordered", { id = 7 })
      """)

  package static let memberOfNoSchema = DiagnosticCode(
    "FE0717", "member that no input has",
    """
    An expression reads a member of the input, or of the context that nothing has changed yet, that the
    workflow's closed input schema does not have. It would be nil in every run.
    """,
    wrong: """
      # properties: { name: { type: string } }, additionalProperties: false
      set: { name: "${ workflow.input.nme }" }
      """,
    right: """
      # properties: { name: { type: string } }, additionalProperties: false
      set: { name: "${ workflow.input.name }" }
      """)

  package static let endlessLoop = DiagnosticCode(
    "FE0718", "task that repeats for ever",
    """
    A task goes to itself by `then`, has no `if` and no timeout, and does nothing that could fail. A run
    would never leave it.
    """,
    wrong: "- wait: { wait: PT1H, then: wait }",
    right: "- wait: { if: \"${ not context.done }\", wait: PT1H, then: look }")

  package static let hiddenVariable = DiagnosticCode(
    "FE0719", "variable that is never seen",
    """
    A loop or a `catch` gives its variable the name of an argument that every expression has, such as
    `input`. Expressions see the argument.
    """,
    wrong: "for: { each: input, in: \"${ context.lines }\" }",
    right: "for: { each: line, in: \"${ context.lines }\" }")

  package static let neverUsed = DiagnosticCode(
    "FE0720", "declared and never used",
    """
    A workflow defines something under `use`, or a workflow or plugin declares a secret, and nothing
    names it. Whoever reads what a plugin or flow can reach would be misled.
    """,
    wrong: "permissions: { secrets: [ key, old ] }\n# flow.secret(\"key\")",
    right: "permissions: { secrets: [ key ] }\n# flow.secret(\"key\")")

  package static let replacedNothing = DiagnosticCode(
    "FE0721", "text in place of none",
    """
    A plugin has a text `OWNER/KEY`, which stands in place of the text KEY of a plugin or flow. There is
    no such owner, or it has no such text.
    """,
    wrong: "shpo/refused: Sorry, the shop refused.", right: "shop/refused: Sorry, the shop refused."
  )
}
