import FlowValue
import Testing

@testable import FlowEngine

/// A schema, a value, and what is wrong with it.
struct SchemaExample: Sendable, CustomTestStringConvertible {
  let schema: String
  let value: String
  let violations: [String]

  init(_ schema: String, _ value: String, _ violations: String...) {
    self.schema = schema
    self.value = value
    self.violations = violations
  }

  var testDescription: String { "\(schema) \(value)" }
}

struct SchemaTests {
  private func schema(_ json: String) throws -> Schema { try Schema(FlowValue(json: json)) }

  @Test(arguments: SchemaExample.all)
  func `a value is checked against a schema`(_ example: SchemaExample) throws {
    let found = try schema(example.schema).violations(of: FlowValue(json: example.value))
    #expect(found.map(\.description) == example.violations)
  }

  @Test func `a violation has pointer, field and keyword`() throws {
    let schema = try schema(
      #"{"properties": {"a/b": {"items": {"required": ["c"]}}}}"#)
    #expect(
      schema.violations(of: ["a/b": [["c": 1], [:]]]) == [
        SchemaViolation(
          pointer: "/a~1b/1/c", field: "a/b[1].c", keyword: "required", message: "is required")
      ])
  }

  @Test func `a secret passes for the text it will become`() throws {
    let schema = try schema(#"{"type": "string", "minLength": 3}"#)
    #expect(schema.violations(of: .secret("x")) == [])
    #expect(try self.schema(#"{"type": "object"}"#).violations(of: .secret("x")).count == 1)
  }

  @Test(arguments: [
    (#"{"type": "strin"}"#, "FE0202"), (#"{"type": []}"#, "FE0202"), (#"{"enum": []}"#, "FE0202"),
    (#"{"minimum": "1"}"#, "FE0202"), (#"{"multipleOf": 0}"#, "FE0202"),
    (#"{"maxLength": 1.5}"#, "FE0202"), (#"{"pattern": "("}"#, "FE0204"),
    (#"{"patternProperties": {"(": {}}}"#, "FE0204"), (#"{"items": []}"#, "FE0202"),
    (#"{"uniqueItems": 1}"#, "FE0202"), (#"{"allOf": []}"#, "FE0202"),
    (#"{"properties": {"a": 1}}"#, "FE0202"), (#"{"required": [1]}"#, "FE0202"),
    (#"{"dependentRequired": {"a": "b"}}"#, "FE0202"), (##"{"$ref": "#/$defs/x"}"##, "FE0203"),
    (#"{"$ref": "other.json"}"#, "FE0203"), (#"{"$dynamicRef": "x"}"#, "FE0201"),
    (#"{"unevaluatedItems": false}"#, "FE0201"), (#"{"contentEncoding": "base64"}"#, "FE0201"),
    (#"{"requierd": ["a"]}"#, "FE0201"), (#"{"contains": {}, "minContains": -1}"#, "FE0202"),
    (##"{"$schema": "http://json-schema.org/draft-07/schema#"}"##, "FE0202"), ("1", "FE0202"),
  ])
  func `a schema that cannot be checked is refused`(json: String, code: String) throws {
    let error = #expect(throws: SchemaError.self) { try schema(json) }
    #expect(error?.problems.map(\.code.id) == [code])
  }

  @Test func `annotations are left alone`() throws {
    let schema = try schema(
      """
      {"title": "T", "description": "D", "default": 1, "examples": [1], "$comment": "c",
       "deprecated": true, "readOnly": true, "writeOnly": true, "x-personal": "email",
       "$schema": "https://json-schema.org/draft/2020-12/schema", "format": "unheard-of"}
      """)
    #expect(schema.violations(of: "anything") == [])
  }

  @Test func `absent members get their defaults`() throws {
    let schema = try schema(
      """
      {"properties": {
        "a": {"default": 1}, "b": {"properties": {"c": {"default": 2}}}, "d": {"$ref": "#/$defs/d"},
        "e": {"properties": {"f": {"default": 3}}}, "g": {"default": {}, "properties": {"h": {"default": 4}}},
        "i": {"items": {"properties": {"j": {"default": 5}}}}},
       "allOf": [{"properties": {"k": {"default": 6}}}],
       "$defs": {"d": {"default": "x"}}}
      """)
    #expect(
      schema.defaults(filling: ["a": 9, "b": [:], "i": [[:]]]) == [
        "a": 9, "b": ["c": 2], "d": "x", "g": ["h": 4], "i": [["j": 5]], "k": 6,
      ])
  }

  @Test(.timeLimit(.minutes(15)))
  func `a circle of references ends`() throws {
    let circle = try schema(##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}"##)
    #expect(circle.violations(of: 1).map(\.keyword) == ["$ref"])
    #expect(circle.defaults(filling: [:]) == [:])
  }
}
