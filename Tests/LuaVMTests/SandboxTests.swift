import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct SandboxTests {
  let script = ScriptRunner()

  @Test(arguments: [
    "load", "loadstring", "loadfile", "dofile", "collectgarbage", "os", "io", "debug", "coroutine",
    "package", "xpcall", "next", "warn", "_G", "random", "string.dump", "string.pack",
    "string.unpack", "math.randomseed", "core",
  ])
  func `what leads out of the sandbox is not there`(name: String) throws {
    #expect(try script.result("return \(name) == nil") == true)
  }

  @Test func `the globals are exactly the allowed ones`() throws {
    let names = try script.result(
      """
      local names = {}
      for _, name in ipairs { "assert", "error", "getmetatable", "ipairs", "pairs", "pcall",
        "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber",
        "tostring", "type", "array", "null", "flow", "string", "table", "math", "utf8", "print" } do
        if _ENV[name] == nil then names[#names + 1] = name end
      end
      return array(names)
      """)
    #expect(names == [])
  }

  @Test func `the real string library is not reachable through a text`() throws {
    #expect(try script.result("return ('x').dump == nil and getmetatable('') == false") == true)
    let failure = try script.failure("getmetatable('').__index = nil")
    #expect(failure.message.contains("attempt to index a boolean"))
  }

  @Test func `a global cannot be set after loading and the error names it`() throws {
    let failure = try script.failure("counter = 1")
    #expect(
      failure.message == "the global 'counter' cannot be set once its module is loaded; use 'local'"
    )
    #expect(failure.source == "flows/x/hooks.lua")
    #expect(failure.line == 2)
  }

  @Test(arguments: [
    "string.rep = nil", "table.sort = 1", "math.pi = 3", "flow.http = nil", "flow.json.encode = 1",
    "utf8.extra = 1", "flow.date.day = nil",
  ])
  func `a library cannot be changed`(statement: String) throws {
    #expect(try script.failure(statement).message.contains("is read-only"))
  }

  @Test(arguments: [
    "rawset(string, 'rep', 1)", "rawset(flow, 'x', 1)", "rawset(_ENV, 'x', 1)",
    "setmetatable(string, nil)", "setmetatable(_ENV, {})", "table.insert(string, 1)",
    "getmetatable(string).__index.rep = 1", "getmetatable(_ENV).__newindex = nil",
    "setmetatable(array{}, {})",
  ])
  func `freezing has no back door`(statement: String) throws {
    _ = try script.failure(statement)
  }

  @Test(arguments: ["__gc", "__mode"])
  func `metatables that show the collector are refused`(event: String) throws {
    let failure = try script.failure("setmetatable({}, { \(event) = 'k' })")
    #expect(failure.message == "a metatable with '\(event)' is not available")
  }

  @Test func `bytecode is refused`() throws {
    let vm = try LuaVM(packages: [.hooks("\u{1B}Lua")], hostFunctions: [])
    let failure = #expect(throws: LuaFailure.self) { try vm.require("hooks", in: "x") }
    #expect(failure?.kind == .syntax)
  }

  @Test func `metatables still make classes`() throws {
    let result = try script.result(
      """
      local Account = {}
      Account.__index = Account
      function Account.new(n) return setmetatable({ n = n }, Account) end
      function Account:add(n) self.n = self.n + n return self end
      return Account.new(1):add(2).n
      """)
    #expect(result == 3)
  }

  @Test func `an error carries place, traceback and no frame of the host`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks(
          """
          local function inner() error("broken") end
          return { run = function() table.sort({ 2, 1 }, function() inner() end) end }
          """)
      ], hostFunctions: [])
    let function = try #require(
      vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    let failure = try #require(vm.call(function, arguments: [], seed: 0).resume().failure)
    #expect(failure.kind == .error)
    #expect(failure.message == "broken")
    #expect(failure.source == "flows/x/hooks.lua")
    #expect(failure.line == 1)
    #expect(failure.traceback.hasPrefix("flows/x/hooks.lua:1: in function 'inner'\n"))
    #expect(failure.traceback.split(separator: "\n").allSatisfy { $0.hasPrefix("flows/x/") })
    #expect(failure.description == "flows/x/hooks.lua:1: broken")
  }

  @Test func `an error may blame its caller`() throws {
    let failure = try script.failure(
      """
      local function check(n) if n < 0 then error("negative", 2) end end
      check(1)
      check(-1)
      """)
    #expect(failure.message == "negative")
    #expect(failure.line == 4)
  }

  @Test func `the place is right for a file with a long name`() throws {
    let path = "flows/" + String(repeating: "a-long-folder/", count: 8) + "hooks.lua"
    for (source, line) in [("\nerror('no')", 2), ("\n\nlocal = 1", 3)] {
      let package = LuaPackage(
        name: "x", modules: [LuaModule(name: "hooks", source: source, chunkName: path)])
      let vm = try LuaVM(packages: [package], hostFunctions: [])
      let failure = try #require(
        #expect(throws: LuaFailure.self) { try vm.require("hooks", in: "x") })
      #expect(failure.source == path)
      #expect(failure.line == line)
      #expect(!failure.message.contains("hooks.lua"))
    }
  }

  @Test func `a raised table is the value of the failure`() throws {
    let failure = try script.failure(
      "flow.raise { type = 'not-entitled', status = 403, title = 'Not entitled' }")
    #expect(failure.message == "Not entitled")
    #expect(failure.value == ["status": 403, "title": "Not entitled", "type": "not-entitled"])
    #expect(failure.line == 2)
  }

  @Test(arguments: [
    ("error()", "nil was raised"), ("error(7)", "7"),
    ("error({ print })", "what was raised[1] is a function, which is no data"),
    (
      "flow.raise('x')",
      "raise takes a table such as { type = …, status = …, title = …, detail = … }"
    ),
  ])
  func `whatever is raised makes a clear failure`(body: String, message: String) throws {
    #expect(try script.failure(body).message == message)
  }
}
