import FlowValue
import Testing

@testable import FlowEngine

struct SchemaRefusalTests {
  @Test(arguments: [
    "1", #"{"type": "strin"}"#, #"{"type": []}"#, #"{"enum": 1}"#, #"{"minimum": "1"}"#,
    #"{"multipleOf": 0}"#, #"{"maxLength": 1.5}"#, #"{"items": []}"#, #"{"uniqueItems": 1}"#,
    #"{"allOf": []}"#, #"{"properties": {"a": 1}}"#, #"{"required": [1]}"#,
    #"{"dependentRequired": {"a": "b"}}"#, #"{"dependentSchemas": []}"#,
    #"{"contains": {}, "minContains": -1}"#, #"{"maxContains": "1"}"#, #"{"then": 1}"#,
    #"{"$schema": "http://json-schema.org/draft-07/schema#"}"#, #"{"$vocabulary": {"a": 1}}"#,
    #"{"title": 1}"#, #"{"deprecated": "yes"}"#, #"{"examples": 1}"#, #"{"contentSchema": 1}"#,
    #"{"contentEncoding": 64}"#, ##"{"$id": "#a"}"##, #"{"$id": "a b"}"#, #"{"$anchor": "1"}"#,
    #"{"$ref": 1}"#, #"{"$defs": []}"#, #"{"format": 1}"#, #"{"unevaluatedItems": 1}"#,
    #"{"$defs": {"a": {"$anchor": "x"}, "b": {"$dynamicAnchor": "x"}}}"#,
    #"{"$defs": {"a": {"$id": "x"}, "b": {"$id": "x"}}}"#,
  ])
  func `a keyword with a value that it cannot have is refused`(json: String) throws {
    try expect(json, "FE0202")
  }

  @Test(arguments: [
    #"{"requierd": ["a"]}"#, #"{"definitions": {}}"#, #"{"dependencies": {}}"#,
    #"{"additionalItems": {}}"#, ##"{"$recursiveRef": "#"}"##, #"{"id": "a"}"#,
  ])
  func `a keyword that the standard does not have is refused`(json: String) throws {
    try expect(json, "FE0201")
  }

  @Test(arguments: [
    ##"{"$ref": "#/$defs/x"}"##, ##"{"$ref": "#x"}"##, #"{"$ref": "other.json"}"#,
    #"{"$dynamicRef": "x"}"#, #"{"$id": "https://a.example/b", "$ref": "/c"}"#,
    ##"{"$ref": "#/const", "const": {}}"##, ##"{"$ref": "#/x-own", "x-own": {}}"##,
  ])
  func `a reference that leads out of the document or nowhere is refused`(json: String) throws {
    try expect(json, "FE0203")
  }

  @Test(arguments: [
    "(", "[a", "a)", "*a", "a**", "a{2}{3}", "[b-a]", "a++", "(?i)a", "(?#c)a", "(?P<n>a)",
    "(?<n>a",
    "(?<=a)b", "(?<!a)b", #"\\a"#, #"\\Z"#, #"\\c1"#, #"\\u12"#, #"\\ud83d"#, #"\\01"#,
    #"\\p{Nonsense}"#, #"\\"#,
  ])
  func `a pattern that is not of JavaScript is refused`(pattern: String) throws {
    try expect(#"{"pattern": "\#(pattern)"}"#, "FE0204")
    try expect(#"{"patternProperties": {"\#(pattern)": {}}}"#, "FE0204")
  }

  @Test(arguments: [
    ##"{"$ref": "#"}"##, ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}"##,
    ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"allOf": [{"$ref": "#/$defs/a"}]}}}"##,
    ##"{"if": {"required": ["a"]}, "then": {"not": {"$ref": "#"}}}"##,
    ##"{"dependentSchemas": {"a": {"oneOf": [{"$ref": "#"}]}}}"##,
    ##"{"anyOf": [{"$dynamicRef": "#"}, {"type": "null"}]}"##,
  ])
  func `a circle of references without a step down is refused once`(json: String) throws {
    try expect(json, "FE0205")
  }

  private func expect(_ json: String, _ code: String) throws {
    let error = #expect(throws: SchemaError.self) { try Schema(FlowValue(json: json)) }
    #expect(error?.problems.map(\.code.id) == [code])
  }
}
