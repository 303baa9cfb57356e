import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct FrameTests {
  let script = ScriptRunner()

  @Test func `a script that waits shows its functions and their variables, the innermost first`()
    throws
  {
    let call = try script.call(
      """
      local outer, list = 1, array { "a" }
      local function ask(what)
        local doubled = what * 2
        local answer = flow.http(doubled)
        local later = answer
        return later
      end
      for index, item in ipairs(list) do
        local got = ask(21)
        outer = got
      end
      return outer
      """, [7])
    #expect(call.frames.isEmpty)
    #expect(try call.resume().arguments(of: "http") == [42])
    let frames = call.frames
    #expect(frames.map(\.line) == [5, 10])
    #expect(frames.map(\.source) == ["flows/x/hooks.lua", "flows/x/hooks.lua"])
    #expect(frames.first?.name == "ask")
    #expect(frames.first?.locals.map(\.name) == ["what", "doubled"])
    #expect(frames.first?.locals.map(\.value) == [.data(21), .data(42)])
    #expect(frames.last?.locals.map(\.name) == ["outer", "list", "ask", "index", "item"])
    #expect(frames.last?.locals[1].value == .data(["a"]))
    #expect(frames.last?.locals[2].value == .other("is a function, which is no data"))
    #expect(try call.resume(.value(3)).result() == 3)
    #expect(call.frames.isEmpty)
  }

  @Test func `what is secret, deep, endless or large stays outside`() throws {
    let call = try script.call(
      """
      local token, loop, deep, large = ..., {}, {}, {}
      loop.self = loop
      local at = deep
      for i = 1, 30 do at.next = {} at = at.next end
      for i = 1, 5000 do large[i] = i end
      at = nil
      flow.http()
      return #large
      """, [.secret("password")])
    _ = call.resume()
    let locals = try #require(call.frames.first?.locals)
    #expect(locals.map(\.name) == ["token", "loop", "deep", "large", "at"])
    #expect(locals[0].value == .data(.secret("password")))
    #expect(locals[1].value == .other(".self is a table that contains itself"))
    #expect(locals[2].note.hasSuffix("is nested too deep"))
    #expect(locals[3].note.hasSuffix("is too large"))
    #expect(locals[4].value == .data(.null))
    #expect(try call.resume().result() == 5000)
  }
}

extension LuaFrame.Local {
  /// Why it is shown in words; empty where it is shown.
  fileprivate var note: String {
    if case .other(let note) = value { note } else { "" }
  }
}
