import FlowValue
import Testing

@testable import FlowEngine

struct YAMLDocumentTests {
  private func located(_ text: String, tags: Set<String> = []) throws -> LocatedValue {
    try YAMLDocument.read(SourceText(text, file: "f.yaml"), text: text, tags: tags)
  }

  @Test(
    arguments: [
      ("1", .integer(1)), ("-7", .integer(-7)), ("+7", .integer(7)), ("0o17", .integer(15)),
      ("0x1F", .integer(31)), ("1.0", .double(1)), ("1e3", .double(1000)), (".5", .double(0.5)),
      ("2.", .double(2)), ("9223372036854775808", "9223372036854775808"), ("1.2.3", "1.2.3"),
      ("~", .null), ("Null", .null), ("TRUE", .bool(true)), ("false", .bool(false)),
      ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("2026-11-20", "2026-11-20"),
      ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"), ("12:30:45", "12:30:45"),
      ("1_000", "1_000"), ("'1'", "1"), ("\"true\"", "true"), ("!!str 1", "1"), ("0x", "0x"),
      ("e3", "e3"), ("1e", "1e"), ("-", .array([.null])),
    ] as [(String, FlowValue)])
  func `scalars follow the core schema of YAML 1.2`(text: String, value: FlowValue) throws {
    #expect(try located(text).value == value)
  }

  @Test func `JSON is read by the same reader`() throws {
    let text = #"{"a": [1, 2.5, null, true, "x\n\u00e9"], "b": {"c": {}}}"#
    #expect(try located(text).value == FlowValue(json: text))
  }

  @Test func `every key and value knows its place`() throws {
    let root = try located("a: 1\nb:\n  - x\n  - {c: 'y'}\n")
    let members = try #require(root.members)
    #expect(members.map(\.location.description) == ["f.yaml:1:1", "f.yaml:2:1"])
    let elements = try #require(members[1].value.elements)
    #expect(elements.map(\.location.description) == ["f.yaml:3:5", "f.yaml:4:5"])
    #expect(elements[1]["c"]?.location.description == "f.yaml:4:9")
  }

  @Test func `lines that end in CR and LF are counted once`() throws {
    let error = #expect(throws: DefinitionError.self) { try located("a: 1\r\nb: .nan\r\n") }
    #expect(error?.diagnostics.first?.location.line == 2)
    #expect(error?.diagnostics.first?.sourceLine == "b: .nan")
  }

  @Test func `an alias stands for its anchor's value`() throws {
    let root = try located("a: &x [1]\nb: *x\n&k c: *k")
    #expect(root.value == ["a": [1], "b": [1], "c": "c"])
    #expect(root["a"]?.anchor == "x" && root["a"]?.alias == nil)
    #expect(root["b"]?.alias == "x" && root["c"]?.alias == "k")
  }

  @Test func `a byte order mark before the text is none of it`() throws {
    let root = try located("\u{FEFF}a: 1\nb: { c: 2 }\n")
    #expect(root.value == ["a": 1, "b": ["c": 2]])
    #expect(root.members?.first?.location.description == "f.yaml:1:1")
  }

  @Test(arguments: [
    #""\uFEFFx""#, #""\ufeffx""#, #""\U0000feffx""#, "\"\u{FEFF}x\"", "'\u{FEFF}x'", "\u{FEFF}x",
  ])
  func `a byte order mark inside the file stays`(text: String) throws {
    #expect(try located("a: [ 1, \(text) ]")["a"]?.elements?.last?.string == "\u{FEFF}x")
  }

  @Test func `JSON's two escapes for one character are refused with the character`() throws {
    let error = #expect(throws: DefinitionError.self) { try located(#"a: "x\ud83d\ude00y""#) }
    let found = try #require(error?.diagnostics.first)
    #expect(found.location.description == "f.yaml:1:6")
    #expect(found.message.hasPrefix(#"\ud83d\ude00 is a pair of surrogates"#))
    #expect(found.hint == #"write the character itself, 😀, or \U0001F600"#)
    let half = #expect(throws: DefinitionError.self) { try located(#"a: "\ude00\ud83d\ude00""#) }
    #expect(half?.diagnostics.first?.message == "the escape stands for no character")
  }

  @Test(.timeLimit(.minutes(15)))
  func `aliases of aliases meet the bound`() throws {
    let lines = (1...20).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
    let text = "a0: &a0 [x, x]\n" + lines.joined(separator: "\n")
    let error = #expect(throws: DefinitionError.self) { try located(text) }
    #expect(error?.diagnostics.map(\.code) == [.documentTooLarge])
  }

  @Test(
    .timeLimit(.minutes(15)),
    arguments: ["*a40 : 1", "? *a40\n: 1", "b: { [*a40] : 1 }", "*a40: 1"])
  func `aliases of aliases in a key are refused`(key: String) throws {
    let lines = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
    let text = "a0: &a0 [x, x]\n" + lines.joined(separator: "\n") + "\n\(key)\n"
    #expect(throws: DefinitionError.self) { try located(text) }
  }

  @Test(
    .timeLimit(.minutes(15)),
    arguments: ["[", "- ", "{a: ", "? "])
  func `deep nesting is refused, not followed`(opening: String) throws {
    let text = String(repeating: opening, count: 100_000)
    let error = #expect(throws: DefinitionError.self) { try located(text) }
    #expect(error?.diagnostics.map(\.code) == [.documentTooLarge])
  }

  @Test(.timeLimit(.minutes(15)))
  func `deep indentation is refused, not followed`() throws {
    let lines = (0..<2000).map { String(repeating: " ", count: $0) + "a:" }
    let text = lines.joined(separator: "\n")
    let error = #expect(throws: DefinitionError.self) { try located(text) }
    #expect(error?.diagnostics.map(\.code) == [.documentTooLarge])
  }

  @Test func `a hundred levels are read`() throws {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try located(text).elements?.count == 1)
  }

  @Test func `an application may have tags of its own`() throws {
    #expect(try located("a: !exact {b: 1}", tags: ["!exact"])["a"]?.tag == "!exact")
    #expect(throws: DefinitionError.self) { try located("a: !exact 1") }
  }

  @Test(arguments: [
    ("a: bc", 1, "f.yaml:1:5"), ("a: 'b''c'", 2, "f.yaml:1:8"), (#"a: "b\tc""#, 2, "f.yaml:1:8"),
    (#"a: "\u00e9c""#, 1, "f.yaml:1:11"), ("a: |\n  xy\n   z\n", 4, "f.yaml:3:4"),
    ("a: >-\n  xy\n  zz\n", 3, "f.yaml:3:3"), ("a: xy\n  zz\n", 3, "f.yaml:2:3"),
    ("a: &n !!str xy", 1, "f.yaml:1:14"), ("a: 'x\n\n  y'", 2, "f.yaml:3:3"),
    ("a: |2\n    xy\n", 2, "f.yaml:2:5"),
  ])
  func `a character of a text has its place in the file`(
    text: String, offset: Int, place: String
  ) throws {
    let node = try #require(try located(text)["a"])
    let source = SourceText(text, file: "f.yaml")
    let found = TextPosition.location(ofOffset: offset, in: node, source: source)
    #expect(found.description == place)
  }
}
