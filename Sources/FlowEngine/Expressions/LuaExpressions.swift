import FlowValue
import LuaVM

/// Runtime expressions in Lua: `evaluate: { language: lua }`.
final class LuaExpressions: ExpressionLanguage {
  private let vm: LuaVM
  private var compiled: [LuaReference?]

  init(vm: LuaVM, count: Int) {
    self.vm = vm
    compiled = Array(repeating: nil, count: count)
  }

  func evaluate(_ expression: Expression, _ arguments: ExpressionArguments) throws(Problem)
    -> FlowValue
  {
    let function = try compile(expression)
    let call = vm.call(
      function, arguments: [], seed: 0, variables: LuaVariables { arguments[$0] })
    var answer: LuaAnswer?
    while true {
      switch call.resume(answer) {
      case .returned(let value): return value ?? .null
      case .failed(let failure): throw problem(failure, in: expression)
      case .host(let name, let hostArguments):
        answer = self.answer(name, hostArguments, arguments)
      }
    }
  }

  private func answer(_ name: String, _ values: [FlowValue], _ arguments: ExpressionArguments)
    -> LuaAnswer
  {
    let walk = arguments.walk
    let call = HostCall(name: name, arguments: values)
    let task = arguments.task?.task.reference ?? "/"
    if case .now(let answer) = call.answer(
      owner: walk.program.workflow.document.name, task: task, in: walk)
    {
      return answer
    }
    return .raise(
      ProblemType.expression.problem(
        "flow.\(name) reaches the outside world, and an expression only computes. Use a hook or a task."
      ).value)
  }

  private func compile(_ expression: Expression) throws(Problem) -> LuaReference {
    if let known = compiled[expression.id] { return known }
    do throws(LuaFailure) {
      let location = expression.location
      let function = try vm.compile(
        expression: expression.source, chunkName: location.file, line: location.line)
      compiled[expression.id] = function
      return function
    } catch {
      throw problem(error, in: expression)
    }
  }

  private func problem(_ failure: LuaFailure, in expression: Expression) -> Problem {
    if let raised = failure.value.flatMap(Problem.init) { return raised }
    return ProblemType.expression.problem(
      "\(expression.location): ${ \(expression.source) }: \(failure.message)")
  }
}
