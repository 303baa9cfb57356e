import FlowValue
import LuaVM
import Testing

/// One function body, run in a fresh virtual machine.
struct ScriptRunner {
  var hostFunctions = ["http", "log"]
  var limits = LuaLimits()
  var seed: UInt64 = 1

  /// A call of `function(...) BODY end` in `flows/x/hooks.lua`; the body starts in line 2.
  func call(_ body: String, _ arguments: [FlowValue] = []) throws -> LuaCall {
    let vm = try LuaVM(
      packages: [.hooks("return { run = function(...)\n\(body)\nend }")],
      hostFunctions: hostFunctions, limits: limits)
    let module = try vm.require("hooks", in: "x")
    let function = try #require(vm.function(at: ["run"], in: module))
    return vm.call(function, arguments: arguments, seed: seed)
  }

  /// What a body that asks no host returns; `nil` for nothing.
  func result(_ body: String, _ arguments: FlowValue...) throws -> FlowValue? {
    try call(body, arguments).resume().result()
  }

  /// Why a body that asks no host fails.
  func failure(_ body: String) throws -> LuaFailure {
    try #require(try call(body).resume().failure, "the script came to its end")
  }
}

extension LuaPackage {
  static func hooks(_ source: String) -> LuaPackage {
    LuaPackage(name: "x", files: ["hooks": source])
  }

  /// A package whose files lie in `flows/NAME`.
  init(name: String, files: [String: String], uses: [String] = []) {
    let modules = files.map { file in
      LuaModule(name: file.key, source: file.value, chunkName: "flows/\(name)/\(file.key).lua")
    }
    self.init(name: name, modules: modules, uses: uses)
  }
}

struct UnexpectedStep: Error {
  let step: LuaStep
}

extension LuaStep {
  func result() throws -> FlowValue? {
    if case .returned(let value) = self { return value }
    throw UnexpectedStep(step: self)
  }

  var failure: LuaFailure? { if case .failed(let failure) = self { failure } else { nil } }

  func arguments(of expected: String) throws -> [FlowValue] {
    if case .host(expected, let arguments) = self { return arguments }
    throw UnexpectedStep(step: self)
  }
}
