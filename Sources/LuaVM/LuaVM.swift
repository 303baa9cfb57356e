import CLua
package import FlowValue
import OrderedCollections

/// A Lua state with the packages of one bundle in it, sandboxed.
///
/// Scripts see a cut-down, deterministic library and the host's functions; each call of a host
/// function stops the script until its host answers (`LuaCall`). Several calls may wait at the same
/// time. Not `Sendable`: it, its calls and its references have one owner at a time.
package final class LuaVM {
  let state: LuaState
  let hostNames: [String]
  let modules: [String: [String: LuaModule]]
  private(set) var environments: [String: LuaReference] = [:]
  private var requires: [String: LuaReference] = [:]

  /// Opens a state; compiles no module yet.
  ///
  /// - Parameters:
  ///   - packages: Each has globals of its own.
  ///   - hostFunctions: Dotted names under the host's table, such as `http` or `state.get`.
  ///   - hostGlobals: Dotted names of host functions that stand outside of that table.
  ///   - constants: More members of the host's table, read-only.
  ///   - preludes: Chunks of the host's own. Each runs once with the host's table as its argument,
  ///     before that table is frozen, and may wrap or add functions there. Like the host's other
  ///     frames, theirs are left out of places and tracebacks. They cannot call the host while they
  ///     run.
  ///   - limits: What one call may use, and the state in memory.
  ///   - globalName: The global that holds the host's table.
  /// - Throws: `LuaFailure` if two things have the same name, or there is no memory.
  package init(
    packages: [LuaPackage], hostFunctions: [String], hostGlobals: [String] = [],
    constants: [String: FlowValue] = [:], preludes: [LuaModule] = [],
    limits: LuaLimits = LuaLimits(), globalName: String = "flow"
  ) throws(LuaFailure) {
    guard let state = LuaState(limits: limits) else {
      throw LuaFailure(kind: .limit("memory"), message: "there is no memory for a Lua state")
    }
    self.state = state
    hostNames = hostFunctions + hostGlobals
    modules = try Self.index(packages)
    for names in [hostFunctions, hostGlobals] { try Self.refuseRepetition(in: names) }
    try Prelude.load(into: state)
    let sorted = constants.sorted { $0.key < $1.key }
    try pushConfiguration([
      "name": .string(globalName), "null": .null,
      "constants": .object(FlowObject(uniqueKeysWithValues: sorted)),
      "packages": .array(packages.map(\.description)),
    ])
    pushPreludes(preludes)
    pushFunctions(0..<hostFunctions.count, named: "host", prefix: globalName + ".")
    pushFunctions(hostFunctions.count..<hostNames.count, named: "globals", prefix: "")
    try Prelude.call(in: state, arguments: 1, results: 2)
    keepPackages(packages)
    unsafe clua_set_base(state.main)
    unsafe clua_opened(state.vm)
  }

  private static func refuseRepetition(in names: [String]) throws(LuaFailure) {
    var known: Set<String> = []
    for name in names where !known.insert(name).inserted {
      throw LuaFailure(kind: .error, message: "'\(name)' is defined twice")
    }
  }

  private static func index(
    _ packages: [LuaPackage]
  ) throws(LuaFailure) -> [String: [String: LuaModule]] {
    var index: [String: [String: LuaModule]] = [:]
    for package in packages {
      var modules: [String: LuaModule] = [:]
      for module in package.modules where modules.updateValue(module, forKey: module.name) != nil {
        throw LuaFailure(
          kind: .error, message: "package '\(package.name)' has two modules '\(module.name)'")
      }
      guard index.updateValue(modules, forKey: package.name) == nil else {
        throw LuaFailure(kind: .error, message: "there are two packages '\(package.name)'")
      }
    }
    return index
  }

  private func pushConfiguration(_ configuration: FlowValue) throws(LuaFailure) {
    // The lists around what the host gave are nested three deep.
    let writer = unsafe LuaWriter(thread: state.main, depth: state.depth + 3)
    guard writer.push(configuration) else { throw .tooDeep("a constant") }
  }

  /// Sets a table of host functions as a member of the table on the top of the main stack.
  private func pushFunctions(_ numbers: Range<Int>, named member: String, prefix: String) {
    let writer = unsafe LuaWriter(thread: state.main, depth: state.depth)
    writer.push(member)
    unsafe lua_createtable(state.main, 0, Int32(clamping: numbers.count))
    for number in numbers {
      writer.push(hostNames[number])
      var shown = prefix + hostNames[number]
      shown.withUTF8 {
        unsafe clua_push_host(state.main, Int32(number), $0.baseAddress, $0.count)
      }
      unsafe lua_rawset(state.main, -3)
    }
    unsafe lua_rawset(state.main, -3)
  }

  /// Sets the preludes, as text or bytecode, as a member of the table on the top of the main stack.
  private func pushPreludes(_ preludes: [LuaModule]) {
    let writer = unsafe LuaWriter(thread: state.main, depth: 0)
    writer.push("preludes")
    unsafe lua_createtable(state.main, Int32(clamping: preludes.count), 0)
    for (index, prelude) in preludes.enumerated() {
      unsafe lua_createtable(state.main, 0, 2)
      writer.push("name")
      writer.push(prelude.chunkName)
      unsafe lua_rawset(state.main, -3)
      writer.push("chunk")
      writer.push(prelude.bytecode ?? Array(prelude.source.utf8))
      unsafe lua_rawset(state.main, -3)
      unsafe lua_rawseti(state.main, -2, lua_Integer(index + 1))
    }
    unsafe lua_rawset(state.main, -3)
  }

  /// Takes the packages' environments from the main stack, and leaves the common base.
  private func keepPackages(_ packages: [LuaPackage]) {
    for (index, package) in packages.enumerated() {
      unsafe lua_rawgeti(state.main, -1, lua_Integer(index + 1))
      environments[package.name] = member("environment")
      requires[package.name] = member("require")
      unsafe clua_pop(state.main, 1)
    }
    unsafe clua_pop(state.main, 1)
  }

  private func member(_ name: String) -> LuaReference {
    unsafe LuaWriter(thread: state.main, depth: 0).push(name)
    _ = unsafe lua_rawget(state.main, -2)
    return unsafe LuaReference(popping: state.main, of: state)
  }
}

extension LuaVM {
  /// Loads a module, unless it is loaded, and refers to what its main chunk returned.
  ///
  /// - Throws: `LuaFailure` if the module is missing, is no Lua, fails or calls its host.
  package func require(
    _ module: String, in package: String
  ) throws(LuaFailure) -> LuaReference {
    guard let require = requires[package] else {
      throw LuaFailure(kind: .error, message: "there is no package '\(package)'")
    }
    let call = call(require, arguments: [.string(module)], seed: 0)
    return try call.runToReference()
  }

  /// The function at a path of names in a table; `nil` if there is none.
  package func function(at path: [String], in table: LuaReference) -> LuaReference? {
    let writer = unsafe LuaWriter(thread: state.main, depth: 0)
    unsafe lua_settop(state.main, 0)
    defer { unsafe lua_settop(state.main, 0) }
    unsafe table.push(on: state.main)
    for name in path {
      guard pushContents() else { return nil }
      writer.push(name)
      _ = unsafe lua_rawget(state.main, -2)
    }
    guard unsafe lua_type(state.main, -1) == LUA_TFUNCTION else { return nil }
    return unsafe LuaReference(popping: state.main, of: state)
  }

  /// The names in a table, in the order of their bytes; empty for what is no table.
  package func keys(of table: LuaReference) -> [String] {
    unsafe lua_settop(state.main, 0)
    defer { unsafe lua_settop(state.main, 0) }
    unsafe table.push(on: state.main)
    guard pushContents() else { return [] }
    return unsafe LuaKeys.names(of: lua_gettop(state.main), on: state.main)
  }

  /// The value as data.
  ///
  /// - Throws: `LuaFailure` that names the part which is no data.
  package func value(of reference: LuaReference) throws(LuaFailure) -> FlowValue {
    unsafe lua_settop(state.main, 0)
    defer { unsafe lua_settop(state.main, 0) }
    unsafe reference.push(on: state.main)
    do throws(LuaValueProblem) {
      return unsafe try LuaReader.read(at: -1, of: state.main, state: state)
    } catch {
      throw LuaFailure(error, of: "the value")
    }
  }

  /// Whether the top of the main stack is a table; puts what is behind a frozen one there.
  private func pushContents() -> Bool {
    guard unsafe lua_type(state.main, -1) == LUA_TTABLE else { return false }
    _ = unsafe clua_table_kind(state.main, -1)
    return true
  }

  /// Prepares a call; nothing runs before its first `resume`.
  ///
  /// - Parameters:
  ///   - function: A function, or a compiled expression, which takes no arguments.
  ///   - arguments: What the function is called with.
  ///   - seed: Where `math.random` starts.
  ///   - variables: The globals of an expression.
  /// - Returns: The call, which runs in steps.
  package func call(
    _ function: LuaReference, arguments: [FlowValue], seed: UInt64,
    variables: LuaVariables? = nil
  ) -> LuaCall {
    LuaCall(vm: self, function: function, arguments: arguments, seed: seed, variables: variables)
  }
}

extension LuaPackage {
  fileprivate var description: FlowValue {
    [
      "name": .string(name), "modules": .array(modules.map { .string($0.name) }),
      "uses": .array(uses.map(FlowValue.string)),
    ]
  }
}
