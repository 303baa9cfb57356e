import CLua

/// Owns the C state, and the threads that calls run on.
///
/// Everything that points into the state holds this object, so the state is closed last; that is
/// what makes it safe.
@safe
final class LuaState {
  let vm: UnsafeMutablePointer<clua_vm>
  let main: OpaquePointer
  let depth: Int
  private var idle: [LuaThread] = []

  init?(limits: LuaLimits) {
    let limits = (c: clua_limits(limits), depth: limits.depth)
    guard let vm = unsafe clua_open(limits.c), let main = unsafe vm.pointee.main else { return nil }
    unsafe self.vm = unsafe vm
    unsafe self.main = unsafe main
    depth = limits.depth
  }

  deinit {
    for thread in idle { thread.free() }
    unsafe clua_close(vm)
  }

  func takeThread() -> LuaThread { idle.popLast() ?? LuaThread(state: self) }

  /// Keeps a thread whose call has ended in order for the next.
  func putBack(_ thread: LuaThread) { idle.append(thread) }

  func discard(_ thread: LuaThread) {
    unsafe luaL_unref(main, clua_registry(), thread.reference)
    thread.free()
  }
}

/// A coroutine and what C keeps for the call on it; valid as long as its state is.
@safe
struct LuaThread {
  let pointer: OpaquePointer
  let reference: Int32
  let call: UnsafeMutablePointer<clua_call>

  init(state: LuaState) {
    // Outside of a call a state has no memory limit, and `lua_newthread` returns a thread.
    unsafe pointer = unsafe lua_newthread(state.main)
    reference = unsafe luaL_ref(state.main, clua_registry())
    unsafe call = .allocate(capacity: 1)
    unsafe call.initialize(to: clua_call())
  }

  func free() { unsafe call.deallocate() }
}

extension clua_limits {
  fileprivate init(_ limits: LuaLimits) {
    self.init(
      instructions: Int64(max(0, limits.instructions)), memory: max(0, limits.memory),
      string: max(0, limits.stringBytes), pattern: Int64(max(0, limits.patternWork)))
  }
}
