import CLua
import FlowValue
import OrderedCollections

extension LuaReader {
  /// More members than this are looked up one by one instead of lying on the stack together.
  private static var membersOnStack: Int { 24 }

  /// Reads a table all of whose keys are names; `nil` if it has others.
  mutating func readMembers(at index: Int32) throws(LuaValueProblem) -> FlowObject? {
    let capacity = Self.membersOnStack
    let outcome = unsafe withUnsafeTemporaryAllocation(of: clua_member.self, capacity: capacity) {
      members -> Result<FlowObject?, LuaValueProblem> in
      guard let base = members.baseAddress,
        unsafe lua_checkstack(thread, Int32(capacity + 8)) != 0
      else { return .failure(LuaValueProblem(path: "", message: "is nested too deep")) }
      let count = unsafe clua_members(thread, index, base, Int32(capacity))
      return Result { () throws(LuaValueProblem) -> FlowObject? in
        switch count {
        case -1: try readMany(at: index)
        case -2: nil
        default: unsafe try collect(unsafe UnsafeBufferPointer(start: base, count: Int(count)))
        }
      }
    }
    return try outcome.get()
  }

  private mutating func readMany(at index: Int32) throws(LuaValueProblem) -> FlowObject? {
    let keys = unsafe LuaKeys(of: index, on: thread)
    guard keys.isObject else { return nil }
    let members = UnsafeMutableBufferPointer<clua_member>.allocate(capacity: keys.nameCount)
    defer { unsafe members.deallocate() }
    guard let base = members.baseAddress else { return [:] }
    unsafe clua_names(thread, index, base, Int32(clamping: keys.nameCount))
    var builder = ObjectBuilder(capacity: keys.nameCount)
    for position in members.indices {
      unsafe clua_fetch(thread, index, base + position)
      try unsafe add(members[position], to: &builder)
      unsafe clua_pop(thread, 1)
    }
    return try builder.object()
  }

  private mutating func collect(
    _ members: UnsafeBufferPointer<clua_member>
  ) throws(LuaValueProblem) -> FlowObject {
    var builder = ObjectBuilder(capacity: members.count)
    for unsafe member in unsafe members { try unsafe add(member, to: &builder) }
    return try builder.object()
  }

  private mutating func add(
    _ member: clua_member, to builder: inout ObjectBuilder
  ) throws(LuaValueProblem) {
    let bytes = unsafe UnsafeRawBufferPointer(start: member.name, count: member.length)
    guard let name = unsafe Self.text(bytes) else {
      let repaired = unsafe String(decoding: bytes, as: UTF8.self)
      throw LuaValueProblem(path: LuaValueProblem.named(repaired), message: "is no UTF-8 text")
    }
    do throws(LuaValueProblem) {
      builder.append(unsafe try value(of: member), named: name)
    } catch {
      throw error.within(LuaValueProblem.named(name))
    }
  }

  private mutating func value(of member: clua_member) throws(LuaValueProblem) -> FlowValue {
    switch unsafe member.kind {
    case CLUA_BOOLEAN: return .bool(unsafe member.integer != 0)
    case CLUA_INTEGER: return .integer(unsafe member.integer)
    case CLUA_NUMBER: return try Self.value(of: unsafe member.number)
    case CLUA_TEXT:
      let bytes = unsafe UnsafeRawBufferPointer(start: member.text, count: member.text_length)
      guard let text = unsafe Self.text(bytes) else { throw .noText }
      return .string(text)
    default: return try unsafe read(at: member.index)
    }
  }
}

/// Collects members that come in the order of their bytes.
private struct ObjectBuilder {
  private var names: ContiguousArray<String> = []
  private var values: ContiguousArray<FlowValue> = []

  init(capacity: Int) {
    names.reserveCapacity(capacity)
    values.reserveCapacity(capacity)
  }

  mutating func append(_ value: FlowValue, named name: String) {
    names.append(name)
    values.append(value)
  }

  /// Different bytes may still be equal text, which a dictionary would take for one name.
  func object() throws(LuaValueProblem) -> FlowObject {
    if names.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) {
      var known: Set<String> = []
      for name in names where !known.insert(name).inserted {
        throw LuaValueProblem(
          path: LuaValueProblem.named(name), message: "is there twice, in two forms of Unicode")
      }
    }
    return FlowObject(uncheckedUniqueKeys: names, values: values)
  }
}

extension LuaReader {
  static func readScalar(
    at index: Int32, of thread: OpaquePointer
  ) throws(LuaValueProblem) -> FlowValue {
    switch unsafe lua_type(thread, index) {
    case LUA_TNIL, LUA_TNONE: return .null
    case LUA_TBOOLEAN: return .bool(unsafe lua_toboolean(thread, index) != 0)
    case LUA_TNUMBER: return unsafe try readNumber(at: index, of: thread)
    case LUA_TSTRING: return unsafe .string(try readText(at: index, of: thread))
    case LUA_TLIGHTUSERDATA: return .null
    case LUA_TUSERDATA:
      var length = 0
      guard let name = unsafe clua_secret(thread, index, &length) else { break }
      let bytes = unsafe UnsafeRawBufferPointer(start: name, count: length)
      return .secret(unsafe String(decoding: bytes, as: UTF8.self))
    default: break
    }
    let type = unsafe String(cString: lua_typename(thread, lua_type(thread, index)))
    throw LuaValueProblem(path: "", message: "is a \(type), which is no data")
  }

  private static func readNumber(
    at index: Int32, of thread: OpaquePointer
  ) throws(LuaValueProblem) -> FlowValue {
    if unsafe lua_isinteger(thread, index) != 0 {
      return .integer(unsafe lua_tointegerx(thread, index, nil))
    }
    return try value(of: unsafe lua_tonumberx(thread, index, nil))
  }

  fileprivate static func value(of number: Double) throws(LuaValueProblem) -> FlowValue {
    guard number.isFinite else {
      let name = number.isNaN ? "not a number" : "infinite"
      throw LuaValueProblem(path: "", message: "is \(name), which JSON cannot express")
    }
    return .double(number)
  }

  static func readText(
    at index: Int32, of thread: OpaquePointer
  ) throws(LuaValueProblem) -> String {
    let bytes = unsafe bytes(at: index, of: thread)
    guard let text = unsafe text(bytes) else { throw .noText }
    return text
  }

  /// The bytes as text, or `nil` if they are no UTF-8. The library's validating initializer costs
  /// several times what a short ASCII text does.
  fileprivate static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard unsafe bytes.allSatisfy({ $0 < 0x80 }) else {
      return unsafe String(validating: bytes, as: UTF8.self)
    }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// The text for a message, with what is no UTF-8 replaced.
  static func repairedText(at index: Int32, of thread: OpaquePointer) -> String {
    unsafe String(decoding: bytes(at: index, of: thread), as: UTF8.self)
  }

  /// The bytes of a string on the stack, valid as long as it is there.
  private static func bytes(at index: Int32, of thread: OpaquePointer) -> UnsafeRawBufferPointer {
    var length = 0
    let start = unsafe lua_tolstring(thread, index, &length)
    return unsafe UnsafeRawBufferPointer(start: start, count: length)
  }
}
