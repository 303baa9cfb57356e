import FlowValue
import Testing

@Suite struct `JSON values` {
  @Test(arguments: [
    "null", "true", "false", "0", "-1", "9223372036854775807", "1.0", "-0.5", "1e+300", "\"\"",
    "[]", "{}", "[1,1.0,\"é\",{\"b\":1,\"a\":[null]}]", "{\"$secret\":\"name\"}",
  ])
  func `read and written again, a value is the same text`(text: String) throws {
    #expect(try FlowValue(json: text).json == text)
  }

  @Test func `an integer and a double of the same size are not equal`() throws {
    #expect(try FlowValue(json: "1") != FlowValue(json: "1.0"))
  }

  @Test func `objects are equal whatever the order of their keys`() throws {
    let one = try FlowValue(json: #"{"a":1,"b":2}"#)
    let other = try FlowValue(json: #"{"b":2,"a":1}"#)
    #expect(one == other)
    #expect(one.json != other.json)
    #expect(one.canonicalJSON == other.canonicalJSON)
  }

  @Test func `an integer too large for 64 bits keeps its digits as text`() throws {
    #expect(try FlowValue(json: "92233720368547758080") == "92233720368547758080")
  }

  @Test func `a byte-order mark before the text is skipped`() throws {
    #expect(try FlowValue(json: [0xEF, 0xBB, 0xBF, 0x31]) == 1)
  }

  @Test func `escapes and surrogate pairs are read`() throws {
    let value = try FlowValue(json: #""\u00e9\n\ud83d\ude00\/""#)
    #expect(value == "é\n😀/")
    #expect(value.json == #""é\n😀/""#)
  }

  @Test(arguments: [
    ("", "line 1, column 1: the text ends where a value was expected"),
    ("{\"a\":1,\n \"a\":2}", "line 2, column 2: the key \"a\" is repeated"),
    ("[1,]", "line 1, column 4: a value was expected"),
    ("01", "line 1, column 1: a number does not start with 0"),
    ("1e999", "line 1, column 1: the number is too large"),
    ("\"a", "line 1, column 1: the string does not end"),
    ("\"\u{1}\"", "line 1, column 2: a control character inside a string has to be escaped"),
    (#""\ud800""#, "line 1, column 2: half of a surrogate pair"),
    (#""\x""#, "line 1, column 2: '\\x' is no escape"),
    ("tru", "line 1, column 1: 'true' was expected"),
    ("1 2", "line 1, column 3: text after the end of the value"),
    ("{1:2}", "line 1, column 2: a key in quotes was expected"),
  ])
  func `what is no JSON is refused with its place`(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try FlowValue(json: text) }
    #expect(error?.description == message)
  }

  @Test func `nesting is capped`() {
    let bomb = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try FlowValue(json: bomb) }
  }

  @Test func `indented output has a line for each member`() throws {
    #expect(
      try FlowValue(json: #"{"a":[1,{}],"b":[]}"#).prettyJSON == """
        {
          "a": [
            1,
            {}
          ],
          "b": []
        }
        """)
  }
}

@Suite struct `Secret handles` {
  @Test func `a handle survives the journal`() throws {
    let value: FlowValue = ["password": .secret("run/admin")]
    #expect(try FlowValue(journalJSON: value.journalJSON) == value)
  }

  @Test(arguments: [#"{"$secret":"x"}"#, #"{"$$secret":"x"}"#, #"{"$secret":1}"#])
  func `data that looks like a handle never becomes one`(text: String) throws {
    let data = try FlowValue(json: text)
    #expect(try FlowValue(journalJSON: data.journalJSON) == data)
  }

  @Test func `in canonical bytes a handle differs from data that looks like one`() throws {
    let data = try FlowValue(json: #"{"$secret":"x"}"#)
    #expect(FlowValue.secret("x").canonicalJSON != data.canonicalJSON)
  }
}
