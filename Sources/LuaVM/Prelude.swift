import CLua

/// The part of the sandbox that is written in Lua.
enum Prelude {
  /// The chunks as bytecode: compiling them takes most of the time that opening a state takes.
  private static let chunks = [
    PackageResources.text_lua, PackageResources.sort_lua, PackageResources.dates_lua,
    PackageResources.sandbox_lua,
  ].map { LuaBytecode.compile($0, chunk: "=prelude") ?? [] }

  /// Runs the prelude; leaves the function that opens the sandbox on the main stack.
  static func load(into state: LuaState) throws(LuaFailure) {
    for chunk in chunks {
      unsafe lua_settop(state.main, 0)
      let status = unsafe chunk.withUnsafeBytes { bytes in
        unsafe clua_load_compiled(state.main, bytes.baseAddress, bytes.count, "=prelude")
      }
      guard status == LUA_OK else { throw failure(of: state) }
      unsafe clua_push_core(state.main)
      try call(in: state, arguments: 1, results: 1)
    }
  }

  static func call(in state: LuaState, arguments: Int32, results: Int32) throws(LuaFailure) {
    let status = unsafe clua_protected_call(state.main, arguments, results)
    guard status == LUA_OK else { throw failure(of: state) }
  }

  private static func failure(of state: LuaState) -> LuaFailure {
    LuaFailure(kind: .error, message: unsafe LuaReader.repairedText(at: -1, of: state.main))
  }
}
