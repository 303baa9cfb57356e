import FlowSandbox
import FlowValue
import Foundation
import Logging
import LuaVM
import Testing

@testable import FlowEngine

/// A simulator with this module, on this state.
func makeSimulator(
  _ source: String, state: any SimulatorState = MemorySimulatorState(), seed: String = "test",
  settings: FlowObject = [:]
) -> Simulator {
  let module = LuaModule(name: "simulator", source: source, chunkName: "plugins/shop/simulator.lua")
  let script = SimulatorScript(
    name: "shop", packages: [LuaPackage(name: "shop", modules: [module])], package: "shop",
    module: "simulator", settings: settings)
  return Simulator(
    script, state: state, key: SandboxKey(seed: seed), now: { HTTPBench.start },
    log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
}

@Suite(.timeLimit(.minutes(15)))
struct SimulatorTests {
  private func request(
    _ url: String = "http://x/", method: String = "GET",
    headers: [(name: String, value: String)] = [], body: String? = nil
  ) -> HTTPRequest {
    HTTPRequest(method: method, url: url, headers: headers, body: body.map { Array($0.utf8) })
  }

  private func body(_ response: HTTPResponse) throws -> FlowValue {
    try FlowValue(json: response.body)
  }

  private static let echo = "return { handle = function(r) return { status = 200, body = r } end }"
  private static let counter = """
    return {
      seed = function() state.put("count", 10) end,
      handle = function(request)
        local count = state.get("count") + 1
        state.put("count", count)
        if request.path == "/fail" then error("no way") end
        return { status = 200, body = { count = count } }
      end,
    }
    """

  @Test func `a handler sees method, path, query, headers in lower case and the JSON body`()
    async throws
  {
    let response = await makeSimulator(Self.echo).handle(
      request(
        "https://x.example/a%20b/c%2Fd?q=1&q=2&e=%C3%A9", method: "POST",
        headers: [("Content-Type", "application/json"), ("X-Id", "7")], body: #"{"n":1.0}"#))
    let seen = try body(response)
    #expect(seen["method"] == "POST")
    #expect(seen["path"] == "/a b/c%2Fd")
    #expect(seen["query"] == ["q": ["1", "2"], "e": "é"])
    #expect(seen["headers"]?["x-id"] == "7")
    #expect(seen["body"] == ["n": 1.0])
    #expect(response.header("content-type") == "application/json; charset=utf-8")
  }

  @Test func `a form comes decoded`() async throws {
    let response = await makeSimulator(Self.echo).handle(
      request(
        method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")],
        body: "grant_type=refresh_token&scope=a+b"))
    #expect(try body(response)["form"] == ["grant_type": "refresh_token", "scope": "a b"])
    #expect(try body(response)["text"] == "grant_type=refresh_token&scope=a+b")
  }

  @Test func `an empty state is seeded once, and changes stay`() async throws {
    let simulator = makeSimulator(Self.counter)
    #expect(try body(await simulator.handle(request())) == ["count": 11])
    #expect(try body(await simulator.handle(request())) == ["count": 12])
    try await simulator.reset()
    #expect(try body(await simulator.handle(request())) == ["count": 11])
  }

  @Test func `a handler that fails answers 500 with file and line, and keeps nothing`()
    async throws
  {
    try await withHome { home in
      let states: [any SimulatorState] = [
        MemorySimulatorState(), try SQLiteSimulatorState(home: home, simulator: "shop"),
      ]
      for state in states {
        let simulator = makeSimulator(Self.counter, state: state)
        _ = await simulator.handle(request())
        let failed = await simulator.handle(request("http://x/fail"))
        #expect(failed.status == 500)
        let text = String(decoding: failed.body, as: UTF8.self)
        #expect(text.contains("plugins/shop/simulator.lua:6"))
        #expect(text.contains("no way"))
        #expect(try body(await simulator.handle(request())) == ["count": 12])
      }
    }
  }

  @Test func `two processes' simulators share one state`() async throws {
    try await withHome { home in
      let first = makeSimulator(
        Self.counter, state: try SQLiteSimulatorState(home: home, simulator: "shop"))
      let second = makeSimulator(
        Self.counter, state: try SQLiteSimulatorState(home: home, simulator: "shop"))
      let request = request()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<10 {
          group.addTask { _ = await first.handle(request) }
          group.addTask { _ = await second.handle(request) }
        }
      }
      #expect(try body(await first.handle(request)) == ["count": 31])
      let mode =
        try FileManager.default.attributesOfItem(
          atPath: "\(home)/sandbox.sqlite")[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func `state is listed by prefix in order, and null deletes`() async throws {
    let simulator = makeSimulator(
      """
      return { handle = function()
        state.put("b/2", { x = 1 }) state.put("b/1", "one") state.put("c", 3) state.put("b/3", 1)
        state.put("b/3", null)
        return { status = 200, body = { list = state.list("b/"), none = state.get("b/3") } }
      end }
      """)
    let seen = try body(await simulator.handle(request()))
    #expect(
      seen["list"] == [
        ["key": "b/1", "value": "one"], ["key": "b/2", "value": ["x": 1]],
      ])
    #expect(seen["none"] == .null)
  }

  @Test func `time, ids and signatures follow from clock and key`() async throws {
    let source = """
      return { handle = function()
        return { status = 200, body = {
          now = flow.now(), ids = { flow.uuid(), flow.uuid() },
          hex = flow.hmac{ data = "a" }, short = flow.hmac{ data = "a", length = 8 },
          url = flow.hmac{ data = "a", encoding = "base64url" },
          setting = flow.setting("type"), missing = flow.setting("none"),
        } }
      end }
      """
    let settings: FlowObject = ["type": "direct"]
    let first = try body(await makeSimulator(source, settings: settings).handle(request()))
    let again = try body(await makeSimulator(source, settings: settings).handle(request()))
    let other = try body(await makeSimulator(source, seed: "other").handle(request()))
    #expect(first == again)
    #expect(first["now"] == "2027-01-15T08:00:00Z")
    #expect(first["ids"]?.array?[0] != first["ids"]?.array?[1])
    #expect(first["ids"] != other["ids"])
    #expect(first["hex"]?.string?.count == 64)
    #expect(first["hex"]?.string?.hasPrefix(first["short"]?.string ?? "-") == true)
    #expect(first["url"]?.string?.count == 43)
    #expect(first["hex"] != other["hex"])
    #expect(first["setting"] == "direct")
    #expect(first["missing"] == .null)
  }

  @Test func `a digest is that of SHA-256, with the pair of RFC 7636, appendix B`() async throws {
    let source = """
      return { handle = function()
        return { status = 200, body = {
          digest = flow.sha256{
            data = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", encoding = "base64url",
          },
        } }
      end }
      """
    let seen = try body(await makeSimulator(source).handle(request()))
    #expect(seen["digest"] == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test func `a body is JSON, a text or raw, and can have a byte-order mark`() async throws {
    let simulator = makeSimulator(
      """
      local answers = {
        ["/text"] = { status = 200, body = "<h1>" },
        ["/bom"] = { status = 200, body = array{}, bom = true },
        ["/raw"] = { status = 200, raw = "{", reason = "So so" },
      }
      return { handle = function(request) return answers[request.path] end }
      """)
    #expect(await simulator.handle(request("http://x/text")).body == Array("<h1>".utf8))
    #expect(await simulator.handle(request("http://x/bom")).body == [0xEF, 0xBB, 0xBF, 91, 93])
    #expect(await simulator.handle(request("http://x/raw")).body == Array("{".utf8))
    #expect(await simulator.handle(request("http://x/raw")).reason == "So so")
    #expect(await simulator.handle(request("http://x/bom", method: "HEAD")).body.isEmpty)
  }

  @Test(arguments: [
    ("return { status = 99 }", "status"), ("return nil", "status"),
    (#"return { status = 200, headers = { A = "b\r\nc" } }"#, "line break"),
    (#"return { status = 200, reason = "a\nb" }"#, "line break"),
    (#"state.put("a\1b", 1)"#, "key"), (#"flow.hmac{}"#, "flow.hmac"),
    ("while true do end", "instructions"),
  ])
  func `a wrong answer or call answers 500 and says why`(_ line: String, _ why: String) async {
    let simulator = makeSimulator("return { handle = function() \(line) end }")
    let response = await simulator.handle(request())
    #expect(response.status == 500)
    #expect(String(decoding: response.body, as: UTF8.self).contains(why))
  }

  @Test func `the key of a home is made once`() async throws {
    try await withHome { home in
      let first = try SandboxKey(home: home)
      let second = try SandboxKey(home: home)
      #expect(first.code(for: "a") == second.code(for: "a"))
      let path = "\(home)/sandbox.key"
      let mode =
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }
}
