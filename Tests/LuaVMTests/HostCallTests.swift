import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct HostCallTests {
  let script = ScriptRunner()

  @Test func `a host call stops the script until its answer`() throws {
    let call = try script.call("return flow.http({ url = 'a' }, 2).status + ...", [1])
    #expect(try call.resume().arguments(of: "http") == [["url": "a"], 2])
    #expect(try call.resume(.value(["status": 200])).result() == 201)
  }

  @Test func `an answer may be several values or none`() throws {
    let call = try script.call("return { select('#', flow.http()), flow.http() }")
    _ = call.resume()
    _ = call.resume(.values([]))
    #expect(try call.resume(.values([1, "two", .null])).result() == [0, 1, "two", .null])
  }

  @Test func `nil among the arguments is null and at their end nothing`() throws {
    let call = try script.call("flow.http(nil, 1, nil, nil) flow.http() flow.http(null)")
    #expect(try call.resume().arguments(of: "http") == [.null, 1])
    #expect(try call.resume().arguments(of: "http") == [])
    #expect(try call.resume().arguments(of: "http") == [.null])
  }

  @Test func `an error of the host has the place of the call and can be caught`() throws {
    let call = try script.call("local ok, message = pcall(flow.http)\nreturn { ok, message }")
    _ = call.resume()
    #expect(try call.resume(.raise("refused")).result()?.array?.first == false)
    let uncaught = try script.call("\nlocal x = flow.http()")
    _ = uncaught.resume()
    let failure = uncaught.resume(.raise("refused")).failure
    #expect(failure?.message == "refused")
    #expect(failure?.line == 3)
  }

  @Test func `an error of the host may be a value`() throws {
    let call = try script.call("local ok, problem = pcall(flow.http) return problem.status")
    _ = call.resume()
    #expect(try call.resume(.raise(["status": 403])).result() == 403)
  }

  @Test func `the end that the host decides on cannot be caught`() throws {
    let call = try script.call(
      """
      local x <close> = setmetatable({}, { __close = function() flow.http('closing') end })
      while true do pcall(flow.http) end
      """)
    _ = call.resume()
    let failure = try #require(call.resume(.fail(["title": "diverged"])).failure)
    #expect(failure.kind == .aborted)
    #expect(failure.message == "diverged")
    #expect(failure.value == ["title": "diverged"])
    #expect(failure.line == 3)
  }

  @Test func `arguments that are no data are an error of the script`() throws {
    let failure = try script.failure("flow.http('a', { callback = print })")
    #expect(failure.message == "http: argument 2 .callback is a function, which is no data")
    #expect(failure.line == 2)
    #expect(
      try script.result("return (pcall(flow.http, print))") == false)
  }

  @Test(arguments: [
    "table.sort({ 2, 1 }, function(a, b) return flow.http(a, b) end)",
    "return (('x'):gsub('x', function(c) return flow.http(c) end))",
    "for _ in (function() return flow.http() end) do end",
    "return setmetatable({}, { __index = function(_, k) return flow.http(k) end }).name",
    "return pcall(function() return flow.http() end)",
    "return setmetatable({}, { __add = function() return flow.http() end }) + 1",
    "local x <close> = setmetatable({}, { __close = function() flow.http() end })",
  ])
  func `a host call may come from anywhere in a script`(body: String) throws {
    let call = try script.call(body)
    _ = try call.resume().arguments(of: "http")
    #expect(call.resume(.values([])).failure == nil)
  }

  @Test func `where a host call cannot wait the error says so`() throws {
    let failure = try script.failure(
      "tostring(setmetatable({}, { __tostring = function() return flow.http() end }))")
    #expect(
      failure.message == "flow.http cannot be called from inside a metamethod that a library calls")
  }

  @Test func `a cleanup after an error may still ask the host`() throws {
    let call = try script.call(
      """
      local x <close> = setmetatable({}, { __close = function() flow.http('release') end })
      error('broken')
      """)
    #expect(try call.resume().arguments(of: "http") == ["release"])
    #expect(call.resume().failure?.message == "broken")
  }

  @Test func `calls of one machine wait independently`() throws {
    let vm = try LuaVM(
      packages: [.hooks("return { run = function(n) return flow.http(n) .. n end }")],
      hostFunctions: ["http"])
    let run = try #require(vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    let calls = (0..<20).map { vm.call(run, arguments: [.integer($0)], seed: 0) }
    for (number, call) in calls.enumerated() {
      #expect(try call.resume().arguments(of: "http") == [.integer(Int64(number))])
    }
    for (number, call) in calls.enumerated().reversed() {
      #expect(try call.resume(.value("call")).result() == .string("call\(number)"))
    }
  }

  @Test func `nothing of a call that is given up runs any more`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks(
          """
          local closed = 0
          return {
            run = function()
              local x <close> = setmetatable({}, { __close = function() closed = closed + 1 end })
              flow.http()
            end,
            closed = function() return closed end,
          }
          """)
      ], hostFunctions: ["http"])
    let module = try vm.require("hooks", in: "x")
    let run = try #require(vm.function(at: ["run"], in: module))
    let closed = try #require(vm.function(at: ["closed"], in: module))
    let call = vm.call(run, arguments: [], seed: 0)
    _ = call.resume()
    call.close()
    call.close()
    _ = vm.call(run, arguments: [], seed: 0).resume()
    #expect(try vm.call(closed, arguments: [], seed: 0).resume().result() == 0)
    #expect(call.resume().failure?.message == "the call is over")
    let finished = vm.call(run, arguments: [], seed: 0)
    _ = finished.resume()
    #expect(try finished.resume().result() == nil)
    #expect(try vm.call(closed, arguments: [], seed: 0).resume().result() == 1)
  }

  @Test func `a call that is over stays over`() throws {
    let call = try script.call("return 1")
    #expect(try call.resume().result() == 1)
    #expect(call.resume().failure?.message == "the call is over")
  }

  @Test func `print logs what it joins`() throws {
    let call = try script.call("print('a', 1, nil, null, {})")
    #expect(try call.resume().arguments(of: "log") == ["info", "a\t1\tnil\tnull\ttable"])
    #expect(try ScriptRunner(hostFunctions: []).result("return print == nil") == true)
  }

  @Test func `functions may have dotted names and globals of their own`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks("return { run = function() return engine.store.get('k') .. state.get('k') end }")
      ], hostFunctions: ["store.get"], hostGlobals: ["state.get", "state.put"],
      globalName: "engine")
    let run = try #require(vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    let call = vm.call(run, arguments: [], seed: 0)
    #expect(try call.resume().arguments(of: "store.get") == ["k"])
    #expect(try call.resume(.value("a")).arguments(of: "state.get") == ["k"])
    #expect(try call.resume(.value("b")).result() == "ab")
  }

  @Test(arguments: [
    (["http", "http"], "'http' is defined twice"),
    (["raise"], "'raise' is defined twice"),
    (["secret", "secret.put"], "'secret.put' is both a function and a table"),
    (["9lives"], "'9lives' is no name for a function"),
  ])
  func `names that clash are refused`(names: [String], message: String) {
    let failure = #expect(throws: LuaFailure.self) {
      try LuaVM(packages: [], hostFunctions: names)
    }
    #expect(failure?.message == message)
  }

  @Test func `a prelude wraps host functions and stays out of places`() throws {
    let prelude = LuaModule(
      name: "http",
      source: """
        local flow = ...
        local send = flow.http
        function flow.http(url)
          if type(url) ~= "string" then error("flow.http wants an address", 2) end
          return send { url = url }.body
        end
        """, chunkName: "http.lua")
    let vm = try LuaVM(
      packages: [.hooks("return { run = function(url)\nreturn flow.http(url) .. '!' end }")],
      hostFunctions: ["http"], preludes: [prelude])
    let run = try #require(vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    let call = vm.call(run, arguments: ["a"], seed: 0)
    #expect(try call.resume().arguments(of: "http") == [["url": "a"]])
    #expect(try call.resume(.value(["body": "text"])).result() == "text!")
    let failure = vm.call(run, arguments: [7], seed: 0).resume().failure
    #expect(failure?.message == "flow.http wants an address")
    #expect(failure?.line == 2)
    #expect(failure?.traceback.contains("http.lua") == false)
  }

  @Test(arguments: [
    ("local = 1", "http.lua:1: <name> expected near '='"),
    ("error('broken')", "http.lua:1: broken"),
    ("x = 1", "'_ENV' is read-only: its member 'x' cannot be set"),
    (
      "local flow = ... flow.http()",
      "flow.http cannot be called while a module is loaded; call it in a function"
    ),
  ])
  func `a prelude that does not run is reported`(source: String, message: String) {
    let prelude = LuaModule(name: "http", source: source, chunkName: "http.lua")
    let failure = #expect(throws: LuaFailure.self) {
      try LuaVM(packages: [], hostFunctions: ["http"], preludes: [prelude])
    }
    #expect(failure?.message == message)
  }
}
