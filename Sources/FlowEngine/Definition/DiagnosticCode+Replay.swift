/// What keeps a journal from being replayed on a definition.
extension DiagnosticCode {
  static let replay = [otherEffect, otherRequest, otherEnd]

  static let otherEffect = DiagnosticCode(
    "FE0801", "the definition asks for something else than the journal holds",
    """
    A run goes on with another definition only if that one asks for the same effects in the same \
    order as far as the journal goes. An effect is known by its key, which is made of the names of \
    tasks, hooks and functions. So tasks that were begun keep their names and their place among \
    each other; what only computes (`set`, `switch`, expressions) may be added or removed, and all \
    that the run has not come to may change.
    """,
    wrong: "- purchase: { call: shop.order }   # was begun as 'order'",
    right: "- order: { call: shop.order }\n- note: { set: { ordered: true } }   # only computes")

  static let otherRequest = DiagnosticCode(
    "FE0802", "the definition asks for an effect with another request",
    """
    The journal holds the same effect with another request: another body, address or form. What was \
    sent cannot be sent otherwise any more. If the run faulted on that very request, \
    `flowctl retry RUN --with PATH` takes its outcome back and asks anew.
    """,
    wrong: "- order: { call: shop.order, with: { item: coffee } }   # was sent with 'tea'",
    right: "- order: { call: shop.order, with: { item: tea } }")

  static let otherEnd = DiagnosticCode(
    "FE0803", "on the definition the run ends otherwise than in the journal",
    """
    Every effect is the same, but the run ends with another status, output or error, or goes on. Of \
    a run that has faulted this may be what was wanted: `flowctl retry RUN --with PATH` lets it go on.
    """,
    wrong: "output: { as: \"${ this.total }\" }   # a finished run returned the whole order",
    right: "output: { as: \"${ this }\" }")
}
