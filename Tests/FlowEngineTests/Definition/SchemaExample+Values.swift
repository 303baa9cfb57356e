extension SchemaExample {
  static let values = [
    SchemaExample(#"{"type": "integer"}"#, "1.0"),
    SchemaExample(#"{"type": "integer"}"#, "1e300"),
    SchemaExample(#"{"type": "integer"}"#, "1.5", "must be a whole number"),
    SchemaExample(#"{"type": "number"}"#, "1"),
    SchemaExample(#"{"type": ["string", "null"]}"#, "null"),
    SchemaExample(#"{"type": ["string", "null"]}"#, "1", "must be a text or null"),
    SchemaExample(#"{"type": "boolean"}"#, "0", "must be true or false"),
    SchemaExample(#"{"type": "array"}"#, "{}", "must be a list"),
    SchemaExample(#"{"type": "object"}"#, "[]", "must be an object"),
    SchemaExample(#"{"enum": ["a", 1]}"#, "1.0"),
    SchemaExample(#"{"enum": ["a", 1]}"#, #""b""#, "must be one of 'a', 1"),
    SchemaExample(#"{"enum": []}"#, "1", "is not allowed"),
    SchemaExample(#"{"enum": ["a"]}"#, #""b""#, "must be 'a'"),
    SchemaExample(#"{"enum": [false, [0]]}"#, "[false]", "must be one of false, [0]"),
    SchemaExample(
      #"{"enum": ["draft", "final"]}"#, #""finl""#,
      "must be one of 'draft', 'final' (did you mean 'final'?)"),
    SchemaExample(
      #"{"enum": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}"#, "0",
      "must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3 more"),
    SchemaExample(#"{"const": {"a": [1], "b": 2}}"#, #"{"b": 2.0, "a": [1.0]}"#),
    SchemaExample(#"{"const": {"a": 1}}"#, #"{"a": 1, "b": 2}"#, #"must be {"a":1}"#),
    SchemaExample(#"{"const": true}"#, "false", "must be true"),
    SchemaExample(#"{"const": 1}"#, "true", "must be 1"),
    SchemaExample(#"{"const": -0.0}"#, "0"),
    SchemaExample(#"{"const": "\u00e9"}"#, #""e\u0301""#, "must be 'é'"),
    SchemaExample(
      #"{"const": 9223372036854775807}"#, "9.223372036854775807e18", "must be 9223372036854775807"),
    SchemaExample("true", "1"),
    SchemaExample("{}", "1"),
    SchemaExample("false", "1", "is not allowed"),
  ]

  static let numbers = [
    SchemaExample(#"{"minimum": 1, "maximum": 3}"#, "1"),
    SchemaExample(#"{"minimum": 1}"#, "0.5", "must be at least 1"),
    SchemaExample(#"{"maximum": 3}"#, "4", "must be at most 3"),
    SchemaExample(#"{"exclusiveMinimum": 1}"#, "1", "must be greater than 1"),
    SchemaExample(#"{"exclusiveMaximum": 1.5}"#, "1.5", "must be less than 1.5"),
    SchemaExample(#"{"minimum": 1}"#, #""0""#),
    SchemaExample(
      #"{"maximum": 9223372036854775806}"#, "9223372036854775807",
      "must be at most 9223372036854775806"),
    SchemaExample(#"{"exclusiveMaximum": 1e19}"#, "9223372036854775807"),
    SchemaExample(
      #"{"exclusiveMaximum": -9223372036854775808}"#, "-9223372036854775808",
      "must be less than -9223372036854775808"),
    SchemaExample(#"{"multipleOf": 5}"#, "12", "must be a multiple of 5"),
    SchemaExample(#"{"multipleOf": 5}"#, "-15"),
    SchemaExample(#"{"multipleOf": 5}"#, "0"),
    SchemaExample(#"{"multipleOf": 0.1}"#, "0.3"),
    SchemaExample(#"{"multipleOf": 0.01}"#, "19.99"),
    SchemaExample(#"{"multipleOf": 0.01}"#, "19.999", "must be a multiple of 0.01"),
    SchemaExample(#"{"multipleOf": 0.0001}"#, "0.00751", "must be a multiple of 0.0001"),
    SchemaExample(#"{"multipleOf": 2.5}"#, "1e300"),
    SchemaExample(#"{"multipleOf": 0.123456789}"#, "1e308", "must be a multiple of 0.123456789"),
    SchemaExample(#"{"multipleOf": 100}"#, "150", "must be a multiple of 100"),
  ]
}
