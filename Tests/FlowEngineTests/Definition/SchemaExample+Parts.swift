extension SchemaExample {
  static let arrays = [
    SchemaExample(#"{"items": {"type": "integer"}}"#, #"[1, "a"]"#, "[1] must be a whole number"),
    SchemaExample(#"{"items": {"type": "integer"}}"#, #"{"0": "a"}"#),
    SchemaExample(
      #"{"prefixItems": [{"type": "string"}], "items": false}"#, #"["a", 1]"#, "[1] is not allowed"),
    SchemaExample(#"{"prefixItems": [{"type": "string"}, {"type": "null"}]}"#, #"["a"]"#),
    SchemaExample(
      #"{"prefixItems": [{"type": "string"}]}"#, "[1, 2]", "[0] must be a text"),
    SchemaExample(#"{"contains": {"const": 1}}"#, "[2]", "must contain 1"),
    SchemaExample(
      #"{"contains": {"const": "a"}, "minContains": 2}"#, #"["a"]"#,
      "must contain 'a' at least 2 times"),
    SchemaExample(
      #"{"contains": {"type": "null"}}"#, "[1]", "must contain at least one fitting item"),
    SchemaExample(
      #"{"contains": {"type": "null"}, "minContains": 2}"#, "[null]",
      "must contain at least 2 fitting items"),
    SchemaExample(#"{"contains": {"const": 1}, "minContains": 0}"#, "[2]"),
    SchemaExample(
      #"{"contains": {"const": 1}, "maxContains": 1}"#, "[1, 1]", "must contain 1 at most once"),
    SchemaExample(#"{"minContains": 2, "maxContains": 1}"#, "[]"),
    SchemaExample(#"{"minItems": 1}"#, "[]", "must not be empty"),
    SchemaExample(#"{"minItems": 2}"#, "[1]", "must have at least 2 items"),
    SchemaExample(#"{"maxItems": 1}"#, "[1, 2]", "must have at most 1 item"),
    SchemaExample(#"{"uniqueItems": true}"#, "[1, 1.0]", "must not repeat 1.0"),
    SchemaExample(
      #"{"uniqueItems": true}"#, #"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#,
      #"must not repeat {"b":2,"a":1}"#),
    SchemaExample(#"{"uniqueItems": true}"#, #"[1, true, "1", [1], {"a": 1}, {"a": 2}]"#),
    SchemaExample(#"{"uniqueItems": false}"#, "[1, 1]"),
  ]

  static let objects = [
    SchemaExample(
      #"{"properties": {"a": {"properties": {"b": {"minLength": 1}}}}}"#, #"{"a": {"b": ""}}"#,
      "a.b must not be empty"),
    SchemaExample(#"{"properties": {"a": false}}"#, #"{"a": 1}"#, "a is not allowed"),
    SchemaExample(#"{"required": ["a", "b"]}"#, #"{"a": null}"#, "b is required"),
    SchemaExample(#"{"required": ["a"]}"#, "1"),
    SchemaExample(
      #"{"properties": {"name": {}}, "additionalProperties": false}"#, #"{"nmae": 1}"#,
      "nmae is not a known field (did you mean 'name'?)"),
    SchemaExample(
      #"{"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": {"type": "null"}}"#,
      #"{"x-a": 1, "b": 1}"#, "x-a must be a text", "b must be null"),
    SchemaExample(
      #"{"propertyNames": {"maxLength": 1}}"#, #"{"a": 1, "ab": 1}"#,
      "ab has a name that is not allowed: it must have at most 1 character"),
    SchemaExample(#"{"anyOf": [{"propertyNames": false}, {}]}"#, #"{"a": 1}"#),
    SchemaExample(#"{"minProperties": 1}"#, "{}", "must not be empty"),
    SchemaExample(#"{"minProperties": 2}"#, "{}", "must have at least 2 fields"),
    SchemaExample(#"{"maxProperties": 1}"#, #"{"a": 1, "b": 2}"#, "must have at most 1 field"),
    SchemaExample(
      #"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, "b is required together with 'a'"),
    SchemaExample(#"{"dependentRequired": {"a": ["b"]}}"#, "{}"),
    SchemaExample(
      #"{"dependentSchemas": {"a": {"properties": {"b": {"type": "null"}}}}}"#,
      #"{"a": 1, "b": 1}"#, "b must be null"),
    SchemaExample(#"{"dependentSchemas": {"a": false}}"#, #"{"b": 1}"#),
    SchemaExample(#"{"dependentSchemas": {"a": false}}"#, #"{"a": 1}"#, "is not allowed"),
  ]

  static let unevaluated = [
    SchemaExample(
      #"{"properties": {"a": {}}, "unevaluatedProperties": false}"#, #"{"a": 1, "b": 1}"#,
      "b is not a known field"),
    SchemaExample(
      #"{"unevaluatedProperties": {"type": "null"}, "patternProperties": {"^a": {}}}"#,
      #"{"aa": 1, "b": 1, "c": null}"#, "b must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a", "allOf": [{"properties": {"b": {}}}], "unevaluatedProperties": false, "$defs": {"a": {"properties": {"a": {"type": "null"}}}}}"##,
      #"{"a": 1, "b": 1, "c": 1}"#, "a must be null", "c is not a known field"),
    SchemaExample(
      #"{"allOf": [{"properties": {"a": {}}}, {"unevaluatedProperties": false}]}"#, #"{"a": 1}"#,
      "a is not a known field"),
    SchemaExample(
      #"{"anyOf": [{"required": ["a"], "properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["b"]}], "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 1}"#),
    SchemaExample(
      #"{"anyOf": [{"required": ["c"], "properties": {"a": {}}}, true], "unevaluatedProperties": false}"#,
      #"{"a": 1}"#, "a is not a known field"),
    SchemaExample(
      #"{"if": {"required": ["a"], "properties": {"a": {}}}, "then": {"properties": {"b": {}}}, "else": {"properties": {"c": {}}}, "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 1, "c": 1}"#, "c is not a known field"),
    SchemaExample(
      #"{"not": {"not": {"properties": {"a": {}}}}, "unevaluatedProperties": false}"#, #"{"a": 1}"#,
      "a is not a known field"),
    SchemaExample(
      #"{"dependentSchemas": {"a": {"properties": {"a": {}, "b": {}}}}, "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 1}"#),
    SchemaExample(
      #"{"properties": {"a": {"properties": {"b": {}}}}, "unevaluatedProperties": false}"#,
      #"{"b": 1}"#, "b is not a known field"),
    SchemaExample(
      #"{"allOf": [{"unevaluatedProperties": true}], "unevaluatedProperties": false}"#,
      #"{"a": 1}"#),
  ]

  static let unevaluatedItems = [
    SchemaExample(
      #"{"prefixItems": [{}], "unevaluatedItems": false}"#, "[1, 2]", "[1] is not allowed"),
    SchemaExample(
      #"{"allOf": [{"prefixItems": [{}, {}]}], "unevaluatedItems": {"type": "null"}}"#,
      "[1, 2, 3, null]", "[2] must be null"),
    SchemaExample(#"{"items": {}, "unevaluatedItems": false}"#, "[1]"),
    SchemaExample(
      #"{"contains": {"type": "string"}, "unevaluatedItems": {"type": "null"}}"#,
      #"[null, "a", 1]"#,
      "[2] must be null"),
    SchemaExample(
      #"{"oneOf": [{"prefixItems": [{"type": "string"}]}, {"prefixItems": [{"type": "null"}]}], "unevaluatedItems": false}"#,
      "[null, 1]", "[1] is not allowed"),
    SchemaExample(#"{"unevaluatedItems": false}"#, #"{"a": 1}"#),
  ]
}
