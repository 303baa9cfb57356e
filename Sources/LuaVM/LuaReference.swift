import CLua

/// A value that a virtual machine keeps for its host.
package final class LuaReference {
  enum Kind { case value, expression }

  let state: LuaState
  let kind: Kind
  private let number: Int32

  /// Takes the value on the top of the thread's stack.
  init(popping thread: OpaquePointer, of state: LuaState, kind: Kind = .value) {
    self.state = state
    self.kind = kind
    number = unsafe luaL_ref(thread, clua_registry())
  }

  deinit { unsafe luaL_unref(state.main, clua_registry(), number) }

  func push(on thread: OpaquePointer) {
    _ = unsafe lua_rawgeti(thread, clua_registry(), lua_Integer(number))
  }
}
