/// Problems of JSON Schemas.
extension DiagnosticCode {
  static let schema = [
    unsupportedKeyword, badKeyword, badSchemaReference, badSchemaPattern, endlessSchema,
  ]

  static let unsupportedKeyword = DiagnosticCode(
    "FE0201", "schema keyword not supported",
    """
    A JSON Schema uses a keyword that JSON Schema 2020-12 does not have. Ignoring it would let bad
    data through. Annotations of your own begin with `x-`.
    """,
    wrong: "type: string\nmaxLenght: 50", right: "type: string\nmaxLength: 50")

  static let badKeyword = DiagnosticCode(
    "FE0202", "bad value of a schema keyword",
    "A keyword of a JSON Schema (2020-12) has a value that it cannot have.",
    wrong: "required: name", right: "required: [ name ]")

  static let badSchemaReference = DiagnosticCode(
    "FE0203", "schema reference leads nowhere",
    """
    `$ref` leads to a subschema of the same document: by a JSON pointer such as `#/$defs/address`, by
    the name of an `$anchor`, or by the `$id` of a part. Other documents are not read, least of all
    from a network.
    """,
    wrong: "$ref: \"#/$defs/adress\"\n$defs: { address: { … } }",
    right: "$ref: \"#/$defs/address\"\n$defs: { address: { … } }")

  static let badSchemaPattern = DiagnosticCode(
    "FE0204", "bad regular expression",
    "A pattern of a JSON Schema is not a regular expression (ECMA-262) that can be compiled.",
    wrong: "pattern: \"[a-z\"", right: "pattern: \"[a-z]\"")

  static let endlessSchema = DiagnosticCode(
    "FE0205", "schema refers to itself without end",
    """
    Following the reference leads back to it without a step into a member or an element, so that
    checking any value would never end. A schema may refer to itself from inside `properties`,
    `items` and the like.
    """,
    wrong: "$ref: \"#/$defs/node\"\n$defs: { node: { anyOf: [ { $ref: \"#/$defs/node\" } ] } }",
    right:
      "$ref: \"#/$defs/node\"\n$defs: { node: { properties: { next: { $ref: \"#/$defs/node\" } } } }"
  )
}
