import FlowBenchBaselines
import LuaVM

/// A Lua function called through Lua's C API: the baseline of hooks.
///
/// The C object lives exactly as long as this one, which is what makes it safe.
@safe
struct PlainLua: ~Copyable {
  private let lua: OpaquePointer

  /// Loads a chunk that returns a function, under the limits of the engine.
  init(_ source: String, limits: LuaLimits = LuaLimits()) throws {
    guard let lua = unsafe plain_lua_open(source, Int64(limits.instructions), limits.memory) else {
      throw BenchmarkFailure(description: "plain Lua does not load the function")
    }
    unsafe self.lua = unsafe lua
  }

  deinit { unsafe plain_lua_close(lua) }

  func call(count: Int64) throws {
    if unsafe !plain_lua_call(lua, count) {
      throw BenchmarkFailure(description: "plain Lua does not return what it should")
    }
  }
}
