extension SchemaExample {
  static let all = values + numbers + strings + arrays + objects + logic

  private static let values = [
    SchemaExample(#"{"type": "integer"}"#, "1.0"),
    SchemaExample(#"{"type": "integer"}"#, "1.5", "must be a whole number"),
    SchemaExample(#"{"type": "number"}"#, "1"),
    SchemaExample(#"{"type": ["string", "null"]}"#, "null"),
    SchemaExample(#"{"type": ["string", "null"]}"#, "1", "must be a text or null"),
    SchemaExample(#"{"type": "boolean"}"#, "0", "must be true or false"),
    SchemaExample(#"{"enum": ["a", 1]}"#, "1.0"),
    SchemaExample(#"{"enum": ["a", 1]}"#, #""b""#, "must be one of 'a', 1"),
    SchemaExample(#"{"const": {"a": [1]}}"#, #"{"a": [1.0]}"#),
    SchemaExample(#"{"const": true}"#, "false", "must be true"),
    SchemaExample("true", "1"),
    SchemaExample("false", "1", "is not allowed"),
  ]

  private static let numbers = [
    SchemaExample(#"{"minimum": 1, "maximum": 3}"#, "1"),
    SchemaExample(#"{"minimum": 1}"#, "0.5", "must be at least 1"),
    SchemaExample(#"{"maximum": 3}"#, "4", "must be at most 3"),
    SchemaExample(#"{"exclusiveMinimum": 1}"#, "1", "must be greater than 1"),
    SchemaExample(#"{"exclusiveMaximum": 1.5}"#, "1.5", "must be less than 1.5"),
    SchemaExample(#"{"multipleOf": 5}"#, "12", "must be a multiple of 5"),
    SchemaExample(#"{"multipleOf": 0.1}"#, "0.3"),
    SchemaExample(#"{"multipleOf": 0.0001}"#, "0.00751", "must be a multiple of 0.0001"),
    SchemaExample(
      #"{"maximum": 9223372036854775806}"#, "9223372036854775807",
      "must be at most 9223372036854775806"),
    SchemaExample(#"{"minimum": 1}"#, #""0""#),
  ]

  private static let strings = [
    SchemaExample(#"{"minLength": 1}"#, #""""#, "must not be empty"),
    SchemaExample(#"{"minLength": 2}"#, #""a""#, "must be at least 2 characters"),
    SchemaExample(#"{"maxLength": 2}"#, #""abc""#, "must be at most 2 characters"),
    SchemaExample(#"{"maxLength": 2}"#, #""😀😀""#),
    SchemaExample(#"{"pattern": "^[A-Z]{2}$"}"#, #""FR""#),
    SchemaExample(
      #"{"pattern": "^[A-Z]{2}$"}"#, #""FR\n""#, "must match the pattern ^[A-Z]{2}$"),
    SchemaExample(#"{"pattern": "b+"}"#, #""abc""#),
    SchemaExample(#"{"pattern": "^\\d$"}"#, #""١""#, #"must match the pattern ^\d$"#),
    SchemaExample(#"{"pattern": "^[[\\]&&~$^]+$"}"#, #""[]&~$^""#),
    SchemaExample(#"{"pattern": "^a\\$$"}"#, #""a$""#),
    SchemaExample(#"{"format": "date"}"#, #""2028-02-29""#),
    SchemaExample(#"{"format": "date"}"#, #""2026-02-29""#, "must be a date such as 2026-11-20"),
    SchemaExample(#"{"format": "date"}"#, #""2026-2-1""#, "must be a date such as 2026-11-20"),
    SchemaExample(#"{"format": "date-time"}"#, #""2026-11-20T09:00:00+01:00""#),
    SchemaExample(
      #"{"format": "date-time"}"#, #""2026-11-20T09:00:00""#,
      "must be a date and time such as 2026-11-20T09:00:00Z"),
    SchemaExample(#"{"format": "email"}"#, #""ann.o'neil+x@mail.example.org""#),
    SchemaExample(#"{"format": "email"}"#, #""ann@""#, "must be an e-mail address"),
    SchemaExample(#"{"format": "email"}"#, #""a b@example.org""#, "must be an e-mail address"),
    SchemaExample(#"{"format": "email"}"#, #""a..b@example.org""#, "must be an e-mail address"),
    SchemaExample(#"{"format": "uri"}"#, #""https://example.org/a?b=c#d""#),
    SchemaExample(
      #"{"format": "uri"}"#, #""/path""#,
      "must be a URI with its scheme, such as https://example.org/"),
    SchemaExample(#"{"format": "uuid"}"#, #""0f2e8c1a-1111-4222-8333-abcdefABCDEF""#),
    SchemaExample(#"{"format": "uuid"}"#, #""0f2e8c1a""#, "must be a UUID"),
    SchemaExample(#"{"format": "hostname"}"#, #""a-b.example.org""#),
    SchemaExample(#"{"format": "hostname"}"#, #""-a.example.org""#, "must be a host name"),
  ]

  private static let arrays = [
    SchemaExample(#"{"items": {"type": "integer"}}"#, #"[1, "a"]"#, "[1] must be a whole number"),
    SchemaExample(
      #"{"prefixItems": [{"type": "string"}], "items": false}"#, #"["a", 1]"#, "[1] is not allowed"),
    SchemaExample(
      #"{"contains": {"const": 1}}"#, "[2]", "must contain at least 1 fitting items"),
    SchemaExample(#"{"contains": {"const": 1}, "minContains": 0}"#, "[2]"),
    SchemaExample(
      #"{"contains": {"const": 1}, "maxContains": 1}"#, "[1, 1]",
      "must contain at most 1 fitting items"),
    SchemaExample(#"{"minItems": 1}"#, "[]", "must not be empty"),
    SchemaExample(#"{"minItems": 2}"#, "[1]", "must have at least 2 items"),
    SchemaExample(#"{"maxItems": 1}"#, "[1, 2]", "must have at most 1 item"),
    SchemaExample(#"{"uniqueItems": true}"#, "[1, 1.0]", "must not repeat an item"),
    SchemaExample(#"{"uniqueItems": true}"#, "[1, true, \"1\"]"),
  ]

  private static let objects = [
    SchemaExample(
      #"{"properties": {"a": {"properties": {"b": {"minLength": 1}}}}}"#, #"{"a": {"b": ""}}"#,
      "a.b must not be empty"),
    SchemaExample(#"{"required": ["a", "b"]}"#, #"{"a": null}"#, "b is required"),
    SchemaExample(
      #"{"properties": {"name": {}}, "additionalProperties": false}"#, #"{"nmae": 1}"#,
      "nmae is not a known field (did you mean 'name'?)"),
    SchemaExample(
      #"{"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": {"type": "null"}}"#,
      #"{"x-a": 1, "b": 1}"#, "x-a must be a text", "b must be null"),
    SchemaExample(
      #"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#,
      "ab has a name that is not allowed: it must be at most 1 character"),
    SchemaExample(#"{"minProperties": 1}"#, "{}", "must not be empty"),
    SchemaExample(#"{"maxProperties": 1}"#, #"{"a": 1, "b": 2}"#, "must have at most 1 field"),
    SchemaExample(
      #"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, "b is required together with 'a'"),
    SchemaExample(#"{"required": ["a"]}"#, "1"),
  ]

  private static let logic = [
    SchemaExample(
      #"{"allOf": [{"minimum": 2}, {"multipleOf": 2}]}"#, "1", "must be at least 2",
      "must be a multiple of 2"),
    SchemaExample(#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "null"),
    SchemaExample(
      #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "1", "must be a text or null"),
    SchemaExample(
      #"{"anyOf": [{"type": "string", "minLength": 1}, {"type": "null"}]}"#, #""""#,
      "must not be empty"),
    SchemaExample(
      #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, "{}",
      "has none of the 2 allowed forms"),
    SchemaExample(
      #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, #"{"a": 1, "b": 1}"#,
      "must have exactly one of the allowed forms, and has several"),
    SchemaExample(#"{"not": {"const": 1}}"#, "1", "has a form that is not allowed"),
    SchemaExample(
      #"{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}"#,
      #"{"a": 1}"#, "b is required"),
    SchemaExample(
      #"{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}"#,
      "{}", "c is required"),
    SchemaExample(
      ##"{"properties": {"next": {"$ref": "#"}, "v": {"type": "null"}}}"##,
      #"{"next": {"next": {"v": 1}}}"#, "next.next.v must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a%20b", "$defs": {"a b": {"type": "null"}}}"##, "1", "must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "null"}}}"##, "1", "must be null"),
  ]
}
