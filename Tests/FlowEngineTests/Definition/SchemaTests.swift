import FlowValue
import Testing

@testable import FlowEngine

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

  @Test func `defaults are found through branches, other members, elements and anchors`() throws {
    let schema = try schema(
      """
      {"properties": {"kind": {"default": "post"}, "list": {"prefixItems": [{"$ref": "#city"}]}},
       "if": {"properties": {"kind": {"const": "post"}}},
       "then": {"properties": {"stamp": {"default": true}}},
       "else": {"properties": {"server": {"default": "s"}}},
       "additionalProperties": {"$ref": "#city"},
       "$defs": {"c": {"$anchor": "city", "properties": {"name": {"default": "Bonn"}}}}}
      """)
    #expect(
      schema.defaults(filling: ["list": [[:], [:]], "extra": [:]]) == [
        "kind": "post", "list": [["name": "Bonn"], [:]], "extra": ["name": "Bonn"], "stamp": true,
      ])
    #expect(schema.defaults(filling: ["kind": "mail"])["server"] == "s")
    #expect(schema.defaults(filling: 1) == 1)
  }

  @Test(.timeLimit(.minutes(15)))
  func `a default that brings itself ends`() throws {
    let schema = try schema(##"{"properties": {"a": {"$ref": "#", "default": {}}}}"##)
    var value: FlowValue? = schema.defaults(filling: [:])
    var depth = 0
    while let next = value?["a"] {
      value = next
      depth += 1
    }
    #expect(1...64 ~= depth)
  }

  @Test(.timeLimit(.minutes(15)))
  func `a circle of dynamic references ends`() throws {
    let circle = try schema(
      ##"{"$dynamicAnchor": "a", "anyOf": [{"$dynamicRef": "#a"}, {"type": "null"}]}"##)
    #expect(circle.violations(of: .null) == [])
    #expect(circle.violations(of: 1).map(\.keyword) == ["$dynamicRef"])
  }

  @Test func `a deep value is checked by a schema that refers to itself`() throws {
    let schema = try schema(
      ##"{"properties": {"next": {"$ref": "#"}}, "additionalProperties": false}"##)
    let deep = (0..<150).reduce(FlowValue.object(["end": 1])) { inner, _ in ["next": inner] }
    let found = schema.violations(of: deep)
    #expect(found.count == 1 && found.first?.field.hasSuffix("next.end") == true)
  }
}
