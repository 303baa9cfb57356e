/// Problems of JSON Schemas.
extension DiagnosticCode {
  static let schema = [unsupportedKeyword, badKeyword, badSchemaReference, badSchemaPattern]

  static let unsupportedKeyword = DiagnosticCode(
    "FE0201", "schema keyword not supported",
    """
    A JSON Schema uses a keyword that the engine does not check, or that no one knows. Ignoring it
    would let bad data through. Annotations of your own begin with `x-`.
    """,
    wrong: "type: string\nmaxLenght: 50", right: "type: string\nmaxLength: 50")

  static let badKeyword = DiagnosticCode(
    "FE0202", "bad value of a schema keyword",
    "A keyword of a JSON Schema (2020-12) has a value that it cannot have.",
    wrong: "required: name", right: "required: [ name ]")

  static let badSchemaReference = DiagnosticCode(
    "FE0203", "schema reference leads nowhere",
    """
    `$ref` takes a JSON pointer into the same schema, beginning with `#`. Other documents are not
    read.
    """,
    wrong: "$ref: \"#/$defs/adress\"\n$defs: { address: { … } }",
    right: "$ref: \"#/$defs/address\"\n$defs: { address: { … } }")

  static let badSchemaPattern = DiagnosticCode(
    "FE0204", "bad regular expression",
    "A pattern of a JSON Schema is not a regular expression (ECMA-262) that can be compiled.",
    wrong: "pattern: \"[a-z\"", right: "pattern: \"[a-z]\"")
}
