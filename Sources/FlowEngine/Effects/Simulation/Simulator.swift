import FlowValue
package import Logging
import LuaVM

/// Runs a Lua module as a server.
///
/// The module returns `{ handle = function(request) … end, seed = function() … end }`. Each request
/// is handled in a fresh Lua state and one transaction: nothing is kept if the handler fails.
package actor Simulator {
  private let script: SimulatorScript
  private let state: any SimulatorState
  private let key: SandboxKey
  private let now: @Sendable () -> Timestamp
  private let log: Logger

  /// A simulator from its parts.
  ///
  /// - Parameters:
  ///   - script: the module and what it may use.
  ///   - state: where it remembers things.
  ///   - key: what it signs with and draws ids from.
  ///   - now: its clock.
  ///   - log: gets what the script logs, and its errors with file and line.
  package init(
    _ script: SimulatorScript, state: any SimulatorState, key: SandboxKey,
    now: @escaping @Sendable () -> Timestamp, log: Logger
  ) {
    self.script = script
    self.state = state
    self.key = key
    self.now = now
    self.log = log
  }

  /// Answers a request; a script that fails answers 500 with the reason as text.
  package func handle(_ request: HTTPRequest) -> HTTPResponse {
    do {
      return try state.transaction { try answer(request, in: $0) }
    } catch {
      log.error("simulator \(script.name): \(error)")
      return HTTPResponse(
        status: 500, reason: "Internal Server Error",
        headers: [("Content-Type", "text/plain; charset=utf-8")],
        body: Array("The simulator \(script.name) failed: \(error)\n".utf8))
    }
  }

  /// Forgets everything; the next request finds a freshly seeded state.
  package func reset() throws { try state.reset() }

  private func answer(
    _ request: HTTPRequest, in transaction: any SimulatorTransaction
  ) throws -> HTTPResponse {
    let host = SimulatorHost(
      transaction: transaction, key: key, script: script, now: now, log: log)
    let vm = try LuaVM(
      packages: script.packages, hostFunctions: SimulatorHost.functions,
      hostGlobals: SimulatorHost.globals)
    let module = try vm.require(script.module, in: script.package)
    if try host.isEmpty() {
      if let seed = vm.function(at: ["seed"], in: module) {
        _ = try run(vm.call(seed, arguments: [], seed: host.randomSeed()), host)
      }
      try host.markSeeded()
    }
    guard let handle = vm.function(at: ["handle"], in: module) else {
      throw SimulatorFault("the module '\(script.module)' returns no function 'handle'")
    }
    let arguments = [SimulatorRequest.value(of: request)]
    let answer = try run(vm.call(handle, arguments: arguments, seed: host.randomSeed()), host)
    return try SimulatorAnswer.response(answer ?? .null, method: request.method)
  }

  private func run(_ call: LuaCall, _ host: SimulatorHost) throws -> FlowValue? {
    defer { call.close() }
    var step = call.resume()
    while true {
      switch step {
      case .returned(let value): return value
      case .failed(let failure): throw failure
      case .host(let name, let arguments):
        step = call.resume(try host.answer(name, arguments))
      }
    }
  }
}

/// What is wrong with a simulator's module or its answer.
struct SimulatorFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
