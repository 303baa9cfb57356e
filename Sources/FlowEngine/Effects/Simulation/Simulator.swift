import FlowValue
package import Logging
import LuaVM

/// Runs a Lua module as a server.
///
/// The module returns `{ handle = function(request) … end, seed = function() … end }`. Each request,
/// and each command, is handled in a fresh Lua state and one transaction: nothing is kept if the
/// handler fails.
package actor Simulator {
  private let script: SimulatorScript
  private let state: any SimulatorState
  private let key: SandboxKey
  private let now: @Sendable () -> Timestamp
  private let log: Logger
  private let failed: (@Sendable (String) -> Void)?

  /// A simulator from its parts.
  ///
  /// - Parameters:
  ///   - script: the module and what it may use.
  ///   - state: where it remembers things.
  ///   - key: what it signs with and draws ids from.
  ///   - now: its clock.
  ///   - log: gets what the script logs, and its errors with file and line.
  ///   - failed: gets the errors in place of the log.
  package init(
    _ script: SimulatorScript, state: any SimulatorState, key: SandboxKey,
    now: @escaping @Sendable () -> Timestamp, log: Logger,
    failed: (@Sendable (String) -> Void)? = nil
  ) {
    self.script = script
    self.state = state
    self.key = key
    self.now = now
    self.log = log
    self.failed = failed
  }

  /// Answers a request; a script that fails answers 500 with the reason as text.
  package func handle(_ request: HTTPRequest) -> HTTPResponse {
    do {
      return try state.transaction { try answer(request, in: $0) }
    } catch {
      let reason = "The simulator \(script.name) failed: \(error)"
      if let failed { failed(reason) } else { log.error("\(reason)") }
      return HTTPResponse(
        status: 500, reason: "Internal Server Error",
        headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array("\(reason)\n".utf8))
    }
  }

  /// The simulator's name, as its manifest has it.
  package nonisolated var name: String { script.name }

  nonisolated func command(named name: String) -> SimulatorCommand? {
    script.commands.first { $0.name == name }
  }

  /// Lets something happen that is no request, in one transaction as a request is.
  ///
  /// - Parameter words: The name of a command of the manifest, and its arguments.
  /// - Returns: What to tell whoever gave the command.
  /// - Throws: `EngineError` if there is no such command, it got other arguments, it is refused (the
  ///   script raised `{ message = … }`), or the script fails; nothing has changed then.
  package func perform(_ words: [String]) throws -> String {
    let name = words.first ?? ""
    guard let command = command(named: name) else {
      throw EngineError.usage(
        "The simulator \(script.name) has no command '\(name)'.",
        hint: Spelling.hint(for: name, among: script.commands.map(\.name)))
    }
    let arguments = try command.named(Array(words.dropFirst()))
    do {
      return try state.transaction { transaction in
        let answer = try call(command.module, command.name, [arguments], in: transaction)
        return answer?.string ?? ""
      }
    } catch let failure as LuaFailure {
      guard let refusal = failure.value?["message"]?.string else {
        throw EngineError.environment("The simulator \(script.name) failed: \(failure)")
      }
      throw EngineError.usage(refusal)
    } catch let fault as SimulatorFault {
      throw EngineError.environment("The simulator \(script.name) failed: \(fault)")
    }
  }

  /// Forgets everything; the next request finds a freshly seeded state.
  package func reset() throws { try state.reset() }

  private func answer(
    _ request: HTTPRequest, in transaction: any SimulatorTransaction
  ) throws -> HTTPResponse {
    let answer = try call(
      script.module, "handle", [SimulatorRequest.value(of: request)], in: transaction)
    return try SimulatorAnswer.response(answer ?? .null, method: request.method)
  }

  /// Calls a function of a module in a state that is seeded.
  private func call(
    _ module: String, _ name: String, _ arguments: [FlowValue],
    in transaction: any SimulatorTransaction
  ) throws -> FlowValue? {
    let host = SimulatorHost(
      transaction: transaction, key: key, script: script, now: now, log: log)
    let vm = try LuaVM(
      packages: script.packages, hostFunctions: SimulatorHost.functions,
      hostGlobals: SimulatorHost.globals)
    if try host.isEmpty() {
      let main = try vm.require(script.module, in: script.package)
      if let seed = vm.function(at: ["seed"], in: main) {
        _ = try run(vm.call(seed, arguments: [], seed: host.randomSeed()), host)
      }
      try host.markSeeded()
    }
    let found = try vm.require(module, in: script.package)
    guard let function = vm.function(at: [name], in: found) else {
      throw SimulatorFault("the module '\(module)' returns no function '\(name)'")
    }
    return try run(vm.call(function, arguments: arguments, seed: host.randomSeed()), host)
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
