import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ValueTests {
  let script = ScriptRunner()

  static let values: [FlowValue] = [
    .null, true, false, 0, -7, .integer(.max), .integer(.min), 1.5, 1.0, -0.5, 1e300, "", "text",
    "héllo 🌍", "nul\0inside", .string(String(repeating: "long", count: 5000)), [], [:],
    [1, [2, [3, .null]], [:]], ["a": ["b": ["c": [1, "x", .null, []]]]], ["odd key": 1, "": 2],
    .secret("password"), ["token": .secret("t"), "list": [.secret("u")]],
  ]

  @Test(arguments: values)
  func `a value comes back as it went in`(value: FlowValue) throws {
    #expect(try script.result("return { ... }", value) == [value])
  }

  @Test func `integers and doubles stay apart`() throws {
    let result = try script.result("local n = ... return { n, n + 0.0, n // 1, 3 / 1 }", 3)
    #expect(result == [3, 3.0, 3, 3.0])
    #expect(try script.result("return math.type(...)", 3.0) == "float")
  }

  @Test func `members come out in the order of their names`() throws {
    for count in [4, 20, 40, 500] {
      let names = (0..<count).map { "key\($0)" }
      let build = names.shuffled().map { "t.\($0) = 1" }.joined(separator: " ")
      let result = try script.result("local t = {} \(build) return t")
      #expect(result?.object?.keys.elements == names.sorted())
    }
  }

  @Test func `an array of any length comes out whole`() throws {
    for count in [0, 1, 31, 33, 1000] {
      let result = try script.result(
        "local t = array{} for i = \(count), 1, -1 do t[i] = i end return t")
      #expect(result?.array?.count == count)
      #expect(result == .array((0..<count).map { .integer(Int64($0 + 1)) }))
    }
  }

  @Test func `an empty array stays one and an empty table is an object`() throws {
    #expect(try script.result("return { ..., array {}, {}, array() }", []) == [[], [], [:], []])
  }

  @Test func `null is truthy and equal to itself`() throws {
    let body = """
      local value = ...
      return { value == null, not value, flow.null == null, tostring(value), type(value) }
      """
    #expect(try script.result(body, .null) == [true, false, true, "null", "userdata"])
  }

  @Test func `returning nothing is not returning null`() throws {
    #expect(try script.result("return") == nil)
    #expect(try script.result("return nil") == nil)
    #expect(try script.result("return null") == .null)
  }

  @Test(arguments: [
    ("null.x", "null cannot be indexed"), ("null + 1", "null cannot be used as a number"),
    ("null .. ''", "null cannot be concatenated"), ("#null", "null cannot be measured"),
    ("null < 1", "null cannot be compared"), ("null()", "null cannot be called"),
  ])
  func `what cannot be done with null is said`(expression: String, message: String) throws {
    #expect(try script.failure("return \(expression)").message == message)
  }

  @Test(arguments: [
    (
      "{ items = { {}, {}, { owner = print } } }", ".items[3].owner is a function, which is no data"
    ),
    ("{ 1, nil, 3 }", "[2] is missing in an array"),
    ("{ a = { 1, 2, x = 3 } }", ".a.x is a name among the positions of an array"),
    ("{ [0] = 1 }", "[0] is a position before 1"),
    ("{ [2] = 1 }", "[1] is missing in an array"),
    ("{ [true] = 1 }", " has a key that is a boolean"),
    ("{ [1.5] = 1 }", " has a key that is a number"),
    ("{ a = 0/0 }", ".a is not a number, which JSON cannot express"),
    ("{ 1/0 }", "[1] is infinite, which JSON cannot express"),
    ("{ ['odd key'] = print }", "[\"odd key\"] is a function, which is no data"),
    ("{ name = '\\xff' }", ".name is no UTF-8 text"),
    ("{ ['\\xff'] = 1 }", "[\"\u{FFFD}\"] is no UTF-8 text"),
    ("'\\xed\\xa0\\x80'", " is no UTF-8 text"),
    ("print", " is a function, which is no data"),
    ("{ ['e\\u{301}'] = 1, ['\\u{e9}'] = 2 }", ".é is there twice, in two forms of Unicode"),
  ])
  func `what is no data is refused with its path`(expression: String, message: String) throws {
    let failure = try script.failure("return \(expression)")
    let words = message.replacing(".é", with: "[\"\u{E9}\"]")
    #expect(failure.message == "the result\(words)")
    #expect(failure.kind == .error)
  }

  @Test(arguments: [
    ("local t = {} t.self = t return t", ".self"),
    ("local t = { a = {} } t.a.b = { { t.a } } return t", ".a.b[1][1]"),
    ("local t = {} t[1] = t return t", "[1]"),
  ])
  func `a cycle is refused with its path`(body: String, path: String) throws {
    #expect(
      try script.failure(body).message == "the result\(path) is a table that contains itself")
  }

  @Test func `a table may appear twice`() throws {
    #expect(try script.result("local t = { 1 } return { t, t }") == [[1], [1]])
  }

  @Test func `a table that is shared over and over is refused`() throws {
    let script = ScriptRunner(limits: LuaLimits(memory: 2 << 20))
    let failure = try script.failure("local t = {} for _ = 1, 60 do t = { t, t } end return t")
    #expect(failure.kind == .limit("depth"))
    #expect(failure.message.hasSuffix("is too large"))
  }

  @Test func `values nested too deep are refused in both directions`() throws {
    let failure = try script.failure("local t = {} for _ = 1, 101 do t = { t } end return t")
    #expect(failure.kind == .limit("depth"))
    #expect(try script.result("local t = {} for _ = 1, 99 do t = { t } end return t") != nil)
    let deep = (0..<101).reduce(FlowValue.null) { value, _ in [value] }
    let refused = try script.call("return 1", [deep]).resume().failure
    #expect(refused?.kind == .limit("depth"))
    #expect(refused?.message == "an argument is nested too deep")
    let waiting = try script.call("return pcall(flow.http)")
    _ = waiting.resume()
    #expect(waiting.resume(.value(deep)).failure?.kind == .limit("depth"))
  }

  @Test(arguments: [
    ("secret .. ''", "concatenated"), ("'' .. secret", "concatenated"),
    ("secret .. 1", "concatenated"),
    ("tostring(secret)", "printed"), ("string.format('%s', secret)", "printed"),
    ("secret.name", "indexed"), ("secret == other", "compared"), ("secret < other", "compared"),
    ("secret + 1", "used as a number"), ("#secret", "measured"), ("secret()", "called"),
  ])
  func `a secret cannot be looked into`(expression: String, verb: String) throws {
    let call = try script.call(
      "local secret, other = ... return \(expression)", [.secret("a"), .secret("b")])
    #expect(call.resume().failure?.message == "a secret cannot be \(verb)")
  }

  @Test(arguments: [
    "secret:rep(2)", "secret.x = 1", "table.concat({ secret })", "('x'):gsub('x', { x = secret })",
    "flow.json.encode({ secret })", "tonumber(secret) .. ''", "string.len(secret)", "pairs(secret)",
    "('%d'):format(secret)", "print(secret)", "setmetatable(secret, {})", "error(secret)",
  ])
  func `no function takes a secret apart`(statement: String) throws {
    let body = "local secret = ... local result = \(statement)"
    let code = statement.contains(" = 1") ? "local secret = ... \(statement)" : body
    let failure = try #require(try script.call(code, [.secret("hidden")]).resume().failure)
    #expect(!failure.message.contains("hidden"))
  }

  @Test func `a script cannot make a secret`() throws {
    let result = try script.result("return { ['$secret'] = 'x' }, getmetatable(...)", .secret("a"))
    #expect(result == ["$secret": "x"])
    #expect(
      try script.result("return { type(...), getmetatable(...) }", .secret("a")) == [
        "userdata", false,
      ])
  }

  @Test func `metatables do not change what is data`() throws {
    let body =
      "return setmetatable({ a = 1 }, { __index = { b = 2 }, __len = error, __pairs = error })"
    #expect(try script.result(body) == ["a": 1])
  }

  @Test func `JSON is read and written`() throws {
    let body = """
      local value = flow.json.decode(...)
      value.list[#value.list + 1] = null
      return flow.json.encode(value)
      """
    let text: FlowValue = #"{"n":1,"x":1.0,"list":[],"s":"é\n"}"#
    #expect(try script.result(body, text) == #"{"list":[null],"n":1,"s":"é\n","x":1.0}"#)
  }

  @Test func `bad JSON is an error that can be caught`() throws {
    let body = "local ok, message = pcall(flow.json.decode, '{') return { ok, message }"
    let result = try script.result(body)
    #expect(result?.array?.first == false)
    #expect(result?.array?.last?.string?.contains("json.decode: line 1, column 2") == true)
    #expect(
      try script.failure("flow.json.encode({ f = print })").message
        == "json.encode: the value.f is a function, which is no data")
  }

  @Test func `constants are read-only and come out as data`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks(
          """
          return {
            read = function()
              local n = 0
              for _ in pairs(flow.settings) do n = n + 1 end
              return { flow.settings, flow.version, flow.settings.list[2], #flow.settings.list, n }
            end,
            write = function() flow.settings.a = 2 end,
            deep = function() flow.settings.list[1] = 2 end,
          }
          """)
      ], hostFunctions: [],
      constants: ["version": "1.2", "settings": ["a": 1, "list": [1, 2], "none": []]])
    let module = try vm.require("hooks", in: "x")
    let read = try #require(vm.function(at: ["read"], in: module))
    #expect(
      try vm.call(read, arguments: [], seed: 0).resume().result()
        == [["a": 1, "list": [1, 2], "none": []], "1.2", 2, 2, 3])
    for name in ["write", "deep"] {
      let function = try #require(vm.function(at: [name], in: module))
      let failure = vm.call(function, arguments: [], seed: 0).resume().failure
      #expect(failure?.message.contains("is read-only") == true)
    }
  }
}
