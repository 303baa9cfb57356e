extension SchemaExample {
  static let logic = [
    SchemaExample(
      #"{"allOf": [{"minimum": 2}, {"multipleOf": 2}]}"#, "1",
      "must be at least 2 and a multiple of 2"),
    SchemaExample(
      #"{"minLength": 3, "pattern": "^[a-z]+$"}"#, #""A""#,
      "must have at least 3 characters and match the pattern ^[a-z]+$"),
    SchemaExample(
      #"{"type": "string", "enum": ["a", "b"]}"#, "1", "must be a text"),
    SchemaExample(#"{"allOf": [{"required": ["a"]}, {"required": ["a"]}]}"#, "{}", "a is required"),
    SchemaExample(#"{"not": {"const": 1}}"#, "1", "must not be 1"),
    SchemaExample(#"{"not": {"enum": ["a", 2]}}"#, "2", "must not be one of 'a', 2"),
    SchemaExample(#"{"not": {"pattern": "a"}}"#, #""a""#, "must not match the pattern a"),
    SchemaExample(#"{"not": {"required": ["a"]}}"#, #"{"a": 1}"#, "must not have 'a'"),
    SchemaExample(
      #"{"not": {"required": ["a", "b"]}}"#, #"{"a": 1, "b": 1}"#,
      "must not have all of 'a' and 'b'"),
    SchemaExample(
      #"{"not": {"type": "string", "minLength": 1}}"#, #""a""#, "has a form that is not allowed"),
    SchemaExample(#"{"not": true}"#, "1", "has a form that is not allowed"),
    SchemaExample(#"{"not": {}}"#, "1", "has a form that is not allowed"),
    SchemaExample(#"{"not": {"const": 1}}"#, "2"),
  ]

  static let conditions = [
    SchemaExample(
      #"{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}"#,
      #"{"a": 1}"#, "b is required"),
    SchemaExample(
      #"{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}"#,
      "{}", "c is required"),
    SchemaExample(#"{"if": {"const": 1}, "else": {"const": 2}}"#, "1"),
    SchemaExample(#"{"if": {"const": 1}}"#, "2"),
    SchemaExample(#"{"then": false, "else": false}"#, "2"),
  ]

  static let alternatives = [
    SchemaExample(#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "null"),
    SchemaExample(
      #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "1", "must be a text or null"),
    SchemaExample(
      #"{"anyOf": [{"type": "string", "minLength": 1}, {"type": "null"}]}"#, #""""#,
      "must not be empty"),
    SchemaExample(
      #"{"anyOf": [{"const": "a"}, {"enum": [1, 2]}, {"const": "a"}]}"#, "3",
      "must be 'a' or one of 1, 2"),
    SchemaExample(
      #"{"oneOf": [{"properties": {"kind": {"const": "post"}, "street": {"type": "string"}}, "required": ["kind", "street"]}, {"properties": {"kind": {"const": "mail"}}, "required": ["kind", "address"]}]}"#,
      #"{"kind": "post", "street": 1}"#, "street must be a text"),
    SchemaExample(
      #"{"oneOf": [{"properties": {"kind": {"const": "post"}}}, {"properties": {"kind": {"const": "mail"}}}]}"#,
      #"{"kind": "fax"}"#, "kind must be 'post' or 'mail'"),
    SchemaExample(
      #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, "{}",
      "has none of the 2 allowed forms: either a is required, or b is required"),
    SchemaExample(
      #"{"properties": {"x": {"anyOf": [{"required": ["a", "b"]}, {"required": ["c"], "title": "Short"}]}}}"#,
      #"{"x": {}}"#, "x has none of the 2 allowed forms; in the nearest, 'Short', c is required"),
    SchemaExample(
      #"{"anyOf": [{"minProperties": 2}, {"required": ["c", "d"]}]}"#, "{}",
      "has none of the 2 allowed forms; in the nearest, it must have at least 2 fields"),
    SchemaExample(
      #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, #"{"a": 1, "b": 1}"#,
      "must have one of the allowed forms only, not 'form 1' and 'form 2'"),
    SchemaExample(
      #"{"oneOf": [{"title": "A"}, {"type": "string"}, {"title": "B"}]}"#, "1",
      "must have one of the allowed forms only, not 'A' and 'B'"),
    SchemaExample(#"{"oneOf": [false, {"anyOf": [false, {"const": 1}]}]}"#, "2", "must be 1"),
    SchemaExample(#"{"anyOf": [false, false]}"#, "2", "has none of the 2 allowed forms"),
  ]
}
