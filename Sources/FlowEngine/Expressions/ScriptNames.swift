import FlowValue
package import LuaVM

/// The names that scripts find without defining them, asked of the sandbox itself.
package struct ScriptNames: Sendable {
  /// The members of each table by its dotted name; the globals under the empty name.
  package let members: [String: Set<String>]

  /// What hooks, functions and expressions find.
  package static func ofRuns() throws(LuaFailure) -> Self {
    try Self(functions: HostCall.names, preludes: HostPrelude.modules)
  }

  /// What checks of plugins find.
  package static func ofChecks() throws(LuaFailure) -> Self {
    try Self(functions: HostCall.names + [PluginCheckup.claims], preludes: HostPrelude.modules)
  }

  /// What simulators find.
  package static func ofSimulators() throws(LuaFailure) -> Self {
    try Self(functions: SimulatorHost.functions, globals: SimulatorHost.globals)
  }

  /// The names of several places together.
  package func union(_ other: Self) -> Self {
    Self(members: members.merging(other.members) { $0.union($1) })
  }

  private init(members: [String: Set<String>]) { self.members = members }

  private init(
    functions: [String], globals: [String] = [], preludes: [LuaModule] = []
  ) throws(LuaFailure) {
    let package = LuaPackage(
      name: "names",
      modules: [LuaModule(name: "names", source: Self.script, chunkName: "names.lua")])
    let vm = try LuaVM(
      packages: [package], hostFunctions: functions, hostGlobals: globals, preludes: preludes)
    let module = try vm.require("names", in: "names")
    guard let function = vm.function(at: ["members"], in: module) else {
      throw LuaFailure(kind: .error, message: "the names of the sandbox cannot be read")
    }
    let candidates = Self.candidates + globals.compactMap { $0.split(separator: ".").first }
    let call = vm.call(
      function, arguments: [.array(candidates.map { .string(String($0)) })], seed: 0)
    defer { call.close() }
    switch call.resume() {
    case .returned(let value):
      members = (value?.object ?? [:]).reduce(into: [:]) { members, entry in
        members[entry.key] = Set((entry.value.array ?? []).compactMap(\.string))
      }
    case .failed(let failure): throw failure
    case .host: throw LuaFailure(kind: .error, message: "the names of the sandbox cannot be read")
    }
  }

  /// All that Lua has without a sandbox, and what the engine adds.
  private static let candidates: [Substring] = """
    assert collectgarbage dofile error getmetatable ipairs load loadfile next pairs pcall print \
    rawequal rawget rawlen rawset require select setmetatable tonumber tostring type warn xpcall \
    coroutine debug io os package string table math utf8 _VERSION _G array null flow
    """.split { $0 == " " || $0 == "\n" }

  private static let script = """
    local names = {}

    local function collect(all, name, value)
      local members = array {}
      for key, member in pairs(value) do
        members[#members + 1] = key
        if type(member) == "table" then collect(all, name .. "." .. key, member) end
      end
      all[name] = members
    end

    function names.members(candidates)
      local all = { [""] = array {} }
      for _, name in ipairs(candidates) do
        local value = _ENV[name]
        if value ~= nil then
          table.insert(all[""], name)
          if type(value) == "table" then collect(all, name, value) end
        end
      end
      return all
    end

    return names
    """
}
