import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct LimitTests {
  let script = ScriptRunner(limits: LuaLimits(instructions: 2_000_000))

  @Test(arguments: [
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "local function f() return f() end f()",
    "local x <close> = setmetatable({}, { __close = function() while true do end end })",
    """
    pcall(function()
      local x <close> = setmetatable({}, { __close = function() while true do end end })
      error('x')
    end)
    """,
    """
    while true do
      local x <close> = setmetatable({}, { __close = function() pcall(error) end })
    end
    """,
    "setmetatable({}, { __index = function(t, k) return t[k] end }).x = nil while true do end",
    "return tostring(setmetatable({}, { __tostring = function() while true do end end }))",
    "table.sort({ 3, 2, 1 }, function() while true do end end)",
    "('x'):gsub('x', function() while true do end end)",
    "for i = 1, 1e9 do table.insert({}, 1, i) end",
    "local t = {} for i = 1, 1e6 do table.insert(t, 1, i) end",
    "table.move({}, 1, 1e15, 2)",
    "while true do local s = ('x'):rep(1e6) end",
    "local s = ('x'):rep(1e6) while true do utf8.len(s) end",
    "local s = (' '):rep(1e6) while true do tonumber(s) end",
    "local s = ('a'):rep(1e6) while true do s:find('b', 1, true) end",
    "local s = ('a'):rep(1e5) while true do s:find('b+$') end",
    "local t = {} for i = 1, 1e4 do t['k' .. i] = i end while true do pairs(t) end",
    "goto again ::again:: goto again",
  ])
  func `work without end is stopped`(body: String) throws {
    #expect(try script.failure(body).kind == .limit("instructions"))
  }

  @Test(arguments: [
    "local t = {} while true do t[#t + 1] = {} end",
    "local t = {} for i = 1, 1e9 do t[i] = i end",
    "local t = {} while true do t[#t + 1] = ('x'):rep(1e5) .. #t end",
    "local t = {} while true do pcall(function() t[#t + 1] = { {}, {}, {} } end) end",
    "local f = function() end while true do local g = f f = function() return g end end",
  ])
  func `a memory bomb is stopped`(body: String) throws {
    let script = ScriptRunner(limits: LuaLimits(memory: 4 << 20))
    #expect(try script.failure(body).kind == .limit("memory"))
  }

  @Test func `one expression that would overshoot by far is denied on the spot`() throws {
    let script = ScriptRunner(limits: LuaLimits(memory: 1 << 20, stringBytes: 1 << 20))
    let pieces = Array(repeating: "s", count: 100).joined(separator: " .. ")
    let failure = try script.failure(
      "local s = ('x'):rep(1e6) pcall(function() return \(pieces) end)")
    #expect(failure.kind == .limit("string") || failure.kind == .limit("memory"))
    #expect(failure.line == 2)
  }

  @Test func `garbage does not count against the memory`() throws {
    let script = ScriptRunner(limits: LuaLimits(memory: 4 << 20))
    let body = "local n = 0 for i = 1, 3e5 do local t = { i, i, i } n = n + #t end return n"
    #expect(try script.result(body) == 900_000)
  }

  @Test(arguments: [
    "return string.rep('x', 1e12)",
    "return ('x'):rep(1e5, ('y'):rep(1e5))",
    "pcall(string.rep, 'x', 1e12)",
    "local s = 'x' while true do s = s .. s end",
    "local s = ('x'):rep(1e6) return string.format('%s%s', s, s)",
    "local s = ('x'):rep(6e5) return string.format('%q', s)",
    "local t = {} for i = 1, 100 do t[i] = ('x'):rep(1e5) end return table.concat(t)",
    "local t = { '', '', '' } return table.concat(t, ('x'):rep(6e5))",
    "return ('x'):rep(1e4):gsub('x', ('y'):rep(1e4))",
    "return ('x'):rep(1e4):gsub('x', { x = ('y'):rep(1e4) })",
    "return ('x'):rep(1e3):gsub('x', function() return ('y'):rep(1e4) end)",
  ])
  func `a text that grows too long is refused`(body: String) throws {
    let script = ScriptRunner(limits: LuaLimits(stringBytes: 1 << 20))
    #expect(try script.failure(body).kind == .limit("string"))
  }

  @Test(arguments: [
    "return ('a'):rep(30):find(('a?'):rep(30) .. ('a'):rep(30))",
    "return ('a'):rep(30):match(('a?'):rep(30) .. ('a'):rep(30))",
    "return ('a'):rep(30):gsub(('a?'):rep(30) .. ('a'):rep(30), '')",
    "for _ in ('a'):rep(30):gmatch(('a?'):rep(30) .. ('a'):rep(30)) do end",
    "pcall(string.find, ('a'):rep(30), ('a?'):rep(30) .. ('a'):rep(30))",
    "return ('a'):rep(1e5):find('.-.-.-b')",
    "return ('a'):rep(1e5):find('(.*)(.*)b%1')",
  ])
  func `a pattern that backtracks without end is stopped`(body: String) throws {
    let script = ScriptRunner(limits: LuaLimits(patternWork: 1_000_000))
    #expect(try script.failure(body).kind == .limit("pattern"))
  }

  @Test(arguments: [
    "local function f() return 1 + f() end return f()",
    "local function f() return 1 + f() end pcall(f) return 1",
    "local function f(...) return f(1, ...) end return f()",
    "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] .. '' end return t.x",
    "local function f() pcall(f) return f() end f()",
    "local function f() local ok, e = pcall(f) error(e, 0) end pcall(f) return 1",
  ])
  func `recursion without end is stopped`(body: String) throws {
    #expect(try ScriptRunner().failure(body).kind == .limit("stack"))
  }

  @Test(arguments: [
    ("return table.unpack({}, 1, 1e6)", "too many results to unpack: at most 8000"),
    ("return ('x'):rep(1e5):byte(1, -1)", "string slice too long: at most 8000 values"),
    ("return utf8.codepoint(('x'):rep(1e5), 1, -1)", "string slice too long: at most 8000 values"),
  ])
  func `too many values at once are an error`(body: String, message: String) throws {
    #expect(try script.failure(body).message == message)
  }

  @Test func `the failure names the limit and where the script stood`() throws {
    let failure = try script.failure("local function spin()\nwhile true do end\nend\nspin()")
    #expect(
      failure.message == "the script was stopped: it took more than 2000000 instructions")
    #expect(failure.source == "flows/x/hooks.lua")
    #expect(failure.line == 3)
    #expect(failure.traceback.contains("in function 'spin'"))
  }

  @Test func `the instructions of a call are counted across its waits`() throws {
    let call = try script.call(
      "for i = 1, 100 do flow.http(i) for j = 1, 1e5 do end end return 'done'")
    var step = call.resume()
    var waits = 0
    while case .host = step {
      waits += 1
      step = call.resume()
    }
    #expect(step.failure?.kind == .limit("instructions"))
    #expect(waits > 10 && waits < 30)
  }

  @Test func `a call after one that was stopped has the whole budget again`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks("return { spin = function() while true do end end, add = function() return 2 end }")
      ], hostFunctions: [], limits: LuaLimits(instructions: 10_000))
    let module = try vm.require("hooks", in: "x")
    let spin = try #require(vm.function(at: ["spin"], in: module))
    let add = try #require(vm.function(at: ["add"], in: module))
    for _ in 0..<3 {
      #expect(
        vm.call(spin, arguments: [], seed: 0).resume().failure?.kind == .limit("instructions"))
      #expect(try vm.call(add, arguments: [], seed: 0).resume().result() == 2)
    }
  }

  @Test func `what a library would do without end and for nothing is not done`() throws {
    #expect(try script.result("return (''):rep(1e18)") == "")
    let body = "table.insert(setmetatable({}, { __len = function() return 1 << 60 end }), 1, 1)"
    #expect(
      try script.failure(body).message
        == "table.insert cannot move the elements of a table with '__len'")
    #expect(try script.result("local t = { 1, 2 } table.insert(t, 1, 0) return t") == [0, 1, 2])
    #expect(try script.result("local t = { 1, 2 } return { table.remove(t, 1), #t }") == [1, 1])
  }

  @Test func `a script over a limit does not reach its host any more`() throws {
    let script = ScriptRunner(limits: LuaLimits(stringBytes: 1 << 20))
    let failure = try script.failure("local s = ('x'):rep(1e6) flow.http(s .. s)")
    #expect(failure.kind == .limit("string"))
  }

  @Test func `collecting garbage costs the next call nothing`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks(
          """
          local function litter() return #(("x"):rep(4e5) .. "y") end
          return { run = function()
            for i = 1, 10 do litter() end
            flow.http()
            for i = 1, 3000 do local n = i end
            return litter()
          end }
          """)
      ], hostFunctions: ["http"], limits: LuaLimits(instructions: 1_200_000, memory: 2 << 20))
    let run = try #require(vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    for _ in 0..<20 {
      let call = vm.call(run, arguments: [], seed: 0)
      _ = try call.resume().arguments(of: "http")
      #expect(try call.resume().result() == 400_001)
    }
  }

  @Test func `a main chunk is limited too`() throws {
    let vm = try LuaVM(packages: [.hooks("while true do end")], hostFunctions: [])
    for _ in 0..<2 {
      let failure = #expect(throws: LuaFailure.self) { try vm.require("hooks", in: "x") }
      #expect(failure?.kind == .limit("instructions"))
    }
  }
}
