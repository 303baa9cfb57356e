extension SchemaExample {
  static let references = [
    SchemaExample(
      ##"{"properties": {"next": {"$ref": "#"}, "v": {"type": "null"}}}"##,
      #"{"next": {"next": {"v": 1}}}"#, "next.next.v must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a%20b", "$defs": {"a b": {"type": "null"}}}"##, "1", "must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "null"}}}"##, "1", "must be null"),
    SchemaExample(
      ##"{"properties": {"a": {"type": "null"}, "b": {"$ref": "#/properties/a"}}}"##, #"{"b": 1}"#,
      "b must be null"),
    SchemaExample(
      ##"{"prefixItems": [{"type": "null"}, {"$ref": "#/prefixItems/0"}]}"##, "[null, 1]",
      "[1] must be null"),
    SchemaExample(
      ##"{"$ref": "#/$defs/a", "maximum": 2, "$defs": {"a": {"minimum": 5}}}"##, "3",
      "must be at least 5 and at most 2"),
    SchemaExample(
      ##"{"$ref": "#place", "$defs": {"a": {"$anchor": "place", "type": "null"}}}"##, "1",
      "must be null"),
    SchemaExample(
      #"{"$id": "https://a.example/root", "$ref": "part", "$defs": {"p": {"$id": "part", "type": "null"}}}"#,
      "1", "must be null"),
    SchemaExample(
      ##"{"$id": "https://a.example/x/root", "$ref": "../part#in", "$defs": {"p": {"$id": "/part", "$defs": {"i": {"$anchor": "in", "type": "null"}}}}}"##,
      "1", "must be null"),
    SchemaExample(
      ##"{"$ref": "part.json#/$defs/i", "$defs": {"p": {"$id": "part.json", "$defs": {"i": {"$ref": "#/$defs/k"}, "k": {"type": "null"}}}}}"##,
      "1", "must be null"),
    SchemaExample(
      ##"{"$id": "urn:example:a", "$ref": "urn:example:a#/$defs/b", "$defs": {"b": {"type": "null"}}}"##,
      "1", "must be null"),
    SchemaExample(
      ##"{"$id": "https://a.example/a/b?q", "$ref": "./../c/./d", "$defs": {"d": {"$id": "https://a.example/c/d", "type": "null"}}}"##,
      "1", "must be null"),
    SchemaExample(
      #"{"properties": {"form": {"$ref": "https://json-schema.org/draft/2020-12/schema"}}}"#,
      #"{"form": {"minLength": 1, "unknown": 1, "$ref": "elsewhere"}}"#),
    SchemaExample(
      #"{"properties": {"form": {"$ref": "https://json-schema.org/draft/2020-12/schema"}}}"#,
      #"{"form": {"properties": {"a": {"minLength": -1}}}}"#,
      "form must be a JSON Schema, but at '/properties/a/minLength' 'minLength' must be a whole number that is not negative"
    ),
  ]

  /// A list whose items another schema of the document narrows.
  private static func list(_ reference: String) -> String {
    ##"{"$id": "https://a.example/names", "$ref": "list", "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}, "list": {"$id": "list", "items": {"$dynamicRef": "\##(reference)"}, "$defs": {"any": {"$dynamicAnchor": "item"}}}}}"##
  }

  static let dynamicReferences = [
    SchemaExample(list("#item"), #"["a", 1]"#, "[1] must be a text"),
    SchemaExample(list("#/$defs/any"), #"["a", 1]"#),
    SchemaExample(
      ##"{"items": {"$dynamicRef": "#item"}, "$defs": {"a": {"$anchor": "item", "type": "null"}}}"##,
      "[1]", "[0] must be null"),
    SchemaExample(
      ##"{"$id": "https://a.example/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false, "$defs": {"tree": {"$id": "tree", "$dynamicAnchor": "node", "properties": {"kids": {"items": {"$dynamicRef": "#node"}}}}}}"##,
      #"{"kids": [{"kids": []}, {"kisd": []}]}"#, "kids[1].kisd is not a known field"),
  ]
}
