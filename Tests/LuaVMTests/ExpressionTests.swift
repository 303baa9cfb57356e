import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ExpressionTests {
  private func evaluate(
    _ expression: String, _ variables: [String: FlowValue] = [:]
  ) throws -> FlowValue? {
    let vm = try LuaVM(packages: [], hostFunctions: ["http"])
    let compiled = try vm.compile(expression: expression, chunkName: "workflow.yaml", line: 12)
    let call = vm.call(
      compiled, arguments: [], seed: 0, variables: LuaVariables { variables[$0] })
    return try call.resume().result()
  }

  private func failure(_ expression: String) throws -> LuaFailure {
    let vm = try LuaVM(packages: [], hostFunctions: [])
    let compiled: LuaReference
    do throws(LuaFailure) {
      compiled = try vm.compile(expression: expression, chunkName: "workflow.yaml", line: 12)
    } catch {
      return error
    }
    return try #require(vm.call(compiled, arguments: [], seed: 0).resume().failure)
  }

  @Test func `an expression reads its variables`() throws {
    #expect(try evaluate("input.n + 1", ["input": ["n": 41]]) == 42)
    #expect(try evaluate("this", ["this": .null]) == .null)
    #expect(try evaluate("missing == nil") == true)
    #expect(try evaluate("missing") == nil)
    #expect(try evaluate("{ a, b }", ["a": 1, "b": 2]) == [1, 2])
    #expect(try evaluate("a -- a comment", ["a": 1]) == 1)
  }

  @Test func `an expression reads the library, and variables come first`() throws {
    #expect(try evaluate("string.upper(('x'):rep(2))") == "XX")
    #expect(try evaluate("type(require)") == "nil")
    #expect(try evaluate("table", ["table": "mine"]) == "mine")
    #expect(try evaluate("flow.date.day('2026-03-01T23:00:00-05:00')") == "2026-03-02")
  }

  @Test func `a variable is asked for once a call and only when it is read`() throws {
    let vm = try LuaVM(packages: [], hostFunctions: [])
    let compiled = try vm.compile(
      expression: "(a and a or b) and a and not gone and not gone and c", chunkName: "w", line: 1)
    for _ in 0..<2 {
      var asked: [String] = []
      let variables = LuaVariables { name in
        asked.append(name)
        return name == "gone" ? nil : 1
      }
      #expect(
        try vm.call(compiled, arguments: [], seed: 0, variables: variables).resume().result() == 1)
      #expect(asked == ["a", "gone", "c"])
    }
  }

  @Test func `evaluations share nothing`() throws {
    let vm = try LuaVM(packages: [], hostFunctions: ["http"])
    let compiled = try vm.compile(
      expression: "{ n, flow.http(), n }", chunkName: "w", line: 1)
    let calls = (1...3).map { number in
      vm.call(
        compiled, arguments: [], seed: 0,
        variables: LuaVariables { $0 == "n" ? .integer(number) : nil })
    }
    for call in calls { _ = try call.resume().arguments(of: "http") }
    for (number, call) in calls.enumerated() {
      let n = FlowValue.integer(Int64(number + 1))
      #expect(try call.resume(.value("x")).result() == [n, "x", n])
    }
  }

  @Test(arguments: [
    "x = 1", "local x = 1", "return 1", "1; 2", "1, 2", "", "f() g()", "1) or (2", "do end",
    "if true then end", "1 end", "-- nothing", "goto x", "--[[", ")(", "1) --",
  ])
  func `what is no single expression is refused`(text: String) throws {
    let failure = try failure(text)
    #expect(failure.kind == .syntax)
    #expect(failure.source == "workflow.yaml")
    #expect(failure.message.hasSuffix("(an expression is expected, such as `input.name`)"))
  }

  @Test func `errors have the place of the expression`() throws {
    let syntax = try failure("1 +\n* 2")
    #expect(syntax.line == 13)
    #expect(
      syntax.message
        == "unexpected symbol near '*' (an expression is expected, such as `input.name`)")
    let runtime = try failure("input.name")
    #expect(runtime.kind == .error)
    #expect(runtime.message == "attempt to index a nil value (global 'input')")
    #expect(runtime.source == "workflow.yaml")
    #expect(runtime.line == 12)
  }

  @Test func `an expression cannot set a variable`() throws {
    let failure = try failure("(function() x = 1 end)()")
    #expect(failure.message == "an expression cannot set 'x'")
  }

  @Test func `an expression is limited`() throws {
    #expect(try failure("(function() while true do end end)()").kind == .limit("instructions"))
    #expect(try failure("('x'):rep(1e12)").kind == .limit("string"))
  }

  @Test func `a variable that is nested too deep is named`() throws {
    let deep = (0..<101).reduce(FlowValue.null) { value, _ in [value] }
    let error = #expect(throws: UnexpectedStep.self) {
      try evaluate("pcall(input)", ["input": deep])
    }
    #expect(error?.step.failure?.message == "the variable 'input' is nested too deep")
  }
}
