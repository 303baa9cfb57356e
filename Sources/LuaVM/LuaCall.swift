import CLua
import FlowValue

/// One call of a script: a coroutine that stops at each host function.
package final class LuaCall {
  enum Phase { case prepared, waiting, over }

  let vm: LuaVM
  let function: LuaReference
  let arguments: [FlowValue]
  let seed: UInt64
  let variables: LuaVariables?
  let thread: LuaThread
  var phase = Phase.prepared
  /// Variables that were asked for in vain.
  var absent: [String] = []
  /// Why the host ends the script.
  var verdict: LuaFailure?
  /// Whether the result is to be kept in Lua, and the result.
  var keepsResult = false
  var kept: LuaReference?

  var state: LuaState { vm.state }
  var pointer: OpaquePointer { unsafe thread.pointer }

  init(
    vm: LuaVM, function: LuaReference, arguments: [FlowValue], seed: UInt64,
    variables: LuaVariables?
  ) {
    self.vm = vm
    self.function = function
    self.arguments = arguments
    self.seed = seed
    self.variables = variables
    thread = vm.state.takeThread()
  }

  deinit { close() }

  /// Runs the script until it asks its host or ends.
  ///
  /// - Parameter answer: What the host function returns that the last step named; `nil` for the
  ///   first time, and for a function that returns nothing.
  /// - Returns: Where it stopped; once it is over, always a failure.
  package func resume(_ answer: LuaAnswer? = nil) -> LuaStep {
    switch phase {
    case .prepared:
      guard let count = pushStart() else { return end(.failed(.tooDeep("an argument"))) }
      return run(count)
    case .waiting:
      return proceed(with: answer ?? .values([]))
    case .over:
      return .failed(LuaFailure(kind: .error, message: "the call is over"))
    }
  }

  /// Ends a call that its host gives up.
  ///
  /// Nothing of the script runs any more, not even what it holds in `<close>` variables.
  package func close() {
    guard phase != .over else { return }
    if phase == .waiting {
      unsafe clua_abandon(state.vm, pointer, thread.call)
      state.discard(thread)
    } else {
      state.putBack(thread)
    }
    phase = .over
  }
}
