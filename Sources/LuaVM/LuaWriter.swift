import CLua
import FlowValue
import OrderedCollections

/// Puts values on a thread's stack.
///
/// Uses only functions that raise nothing but lack of memory, which ends the process here: limits
/// are enforced only while a script runs.
///
/// Safe, because it exists only while its thread does: between two steps of one call.
@safe
struct LuaWriter {
  let thread: OpaquePointer
  let depth: Int

  /// Whether there was room for the value; nothing is pushed for one that is nested too deep.
  func push(_ value: FlowValue) -> Bool {
    let top = unsafe lua_gettop(thread)
    if push(value, below: depth) { return true }
    unsafe lua_settop(thread, top)
    return false
  }

  func push(_ text: String) {
    let isPushed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe clua_push_bytes(thread, bytes.baseAddress, bytes.count)
    }
    guard isPushed == nil else { return }
    var text = text
    text.withUTF8 { unsafe clua_push_bytes(thread, $0.baseAddress, $0.count) }
  }

  func push(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes {
      unsafe clua_push_bytes(thread, $0.baseAddress, $0.count)
    }
  }

  private func push(_ value: FlowValue, below depth: Int) -> Bool {
    switch value {
    case .null: unsafe clua_push_null(thread)
    case .bool(let flag): unsafe lua_pushboolean(thread, flag ? 1 : 0)
    case .integer(let number): unsafe lua_pushinteger(thread, number)
    case .double(let number): unsafe lua_pushnumber(thread, number)
    case .string(let text): push(text)
    case .array(let elements): return push(elements, below: depth - 1)
    case .object(let members): return push(members, below: depth - 1)
    case .secret(var name):
      name.withUTF8 { unsafe clua_push_secret(thread, $0.baseAddress, $0.count) }
    }
    return true
  }

  private func push(_ elements: [FlowValue], below depth: Int) -> Bool {
    guard depth >= 0, unsafe lua_checkstack(thread, 4) != 0 else { return false }
    unsafe lua_createtable(thread, Int32(clamping: elements.count), 0)
    unsafe clua_mark_array(thread)
    for (index, element) in elements.enumerated() {
      guard push(element, below: depth) else { return false }
      unsafe lua_rawseti(thread, -2, lua_Integer(index + 1))
    }
    return true
  }

  private func push(_ members: FlowObject, below depth: Int) -> Bool {
    guard depth >= 0, unsafe lua_checkstack(thread, 4) != 0 else { return false }
    unsafe lua_createtable(thread, 0, Int32(clamping: members.count))
    for (name, value) in members {
      push(name)
      guard push(value, below: depth) else { return false }
      unsafe lua_rawset(thread, -3)
    }
    return true
  }
}
