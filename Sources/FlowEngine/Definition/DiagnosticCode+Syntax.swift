/// Problems of the YAML itself.
extension DiagnosticCode {
  static let syntax = [
    yamlSyntax, repeatedKey, documentTooLarge, severalDocuments, emptyFile, unsupportedScalar,
    unsupportedKey, unsupportedTag,
  ]

  static let yamlSyntax = DiagnosticCode(
    "FE0001", "not YAML",
    """
    The text is neither YAML 1.2 nor JSON. The place is where the reader could not go on; the
    mistake is often just before it: a missing quote or bracket, a tab, a wrong indentation, or
    text that holds ": ".
    """,
    wrong: "title: Step one: begin", right: "title: \"Step one: begin\"")

  static let repeatedKey = DiagnosticCode(
    "FE0002", "key repeated",
    "An object has the same key twice. Which one counts would be a guess, so neither does.",
    wrong: "method: get\nmethod: post", right: "method: post")

  static let documentTooLarge = DiagnosticCode(
    "FE0003", "document too large",
    """
    The file holds more than \(YAMLDocument.nodeBudget) values once its aliases are expanded, or
    nests them deeper than \(YAMLDocument.depthLimit). A few lines of aliases to aliases can stand for
    billions of values, so there is a bound.
    """,
    wrong: "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n# … and so on",
    right: "a: [x, x]")

  static let severalDocuments = DiagnosticCode(
    "FE0004", "several documents",
    "A file holds one document; a line `---` in its middle begins another.",
    wrong: "name: one\n---\nname: two", right: "name: one")

  static let emptyFile = DiagnosticCode(
    "FE0005", "file is empty", "The file holds no value: it is empty or has only comments.",
    wrong: "# nothing yet", right: "document: { … }")

  static let unsupportedScalar = DiagnosticCode(
    "FE0006", "number that JSON lacks",
    """
    YAML writes infinity as .inf and not-a-number as .nan. Data are JSON values here, and JSON has
    neither.
    """,
    wrong: "limit: .inf", right: "limit: 1000000")

  static let unsupportedKey = DiagnosticCode(
    "FE0007", "key is not text",
    "YAML lets an array or an object be a key. Data are JSON values here, whose keys are text.",
    wrong: "? [a, b]\n: 1", right: "a-b: 1")

  static let unsupportedTag = DiagnosticCode(
    "FE0008", "unknown tag",
    """
    A tag such as `!name` before a value asks for a special reading of it. This file may use none,
    or only others.
    """,
    wrong: "input: !include other.yaml", right: "input: { … }")
}
