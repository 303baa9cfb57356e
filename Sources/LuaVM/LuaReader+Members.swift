import CLua
import FlowValue
import OrderedCollections

extension LuaReader {
  /// Fits what the compiler is willing to put on the stack.
  private static var fewMembers: Int { unsafe 1024 / MemoryLayout<clua_member>.stride }

  /// Reads a table all of whose keys are names; `nil` if it has others.
  mutating func readMembers(at index: Int32) throws(LuaValueProblem) -> FlowObject? {
    let outcome = unsafe withUnsafeTemporaryAllocation(
      of: clua_member.self, capacity: Self.fewMembers
    ) { members in
      Result { () throws(LuaValueProblem) in unsafe try list(members, of: index) }
    }
    switch try outcome.get() {
    case .object(let object): return object
    case .tooMany: return try readMany(at: index)
    case .otherKeys: return nil
    }
  }

  private enum Listing {
    case object(FlowObject)
    case tooMany
    case otherKeys
  }

  private mutating func readMany(at index: Int32) throws(LuaValueProblem) -> FlowObject? {
    let count = unsafe Int(clua_count_members(thread, index))
    let members = UnsafeMutableBufferPointer<clua_member>.allocate(capacity: count)
    defer { unsafe members.deallocate() }
    guard case .object(let object) = unsafe try list(members, of: index) else { return nil }
    return object
  }

  private mutating func list(
    _ members: UnsafeMutableBufferPointer<clua_member>, of table: Int32
  ) throws(LuaValueProblem) -> Listing {
    guard let base = members.baseAddress else { return .otherKeys }
    let capacity = Int32(clamping: members.count)
    guard capacity < .max - 8, unsafe lua_checkstack(thread, capacity + 8) != 0 else {
      throw LuaValueProblem(path: "", message: "is too large", isLimit: true)
    }
    let count = unsafe Int(clua_members(thread, table, base, capacity))
    guard count >= 0 else { return count == -1 ? .tooMany : .otherKeys }
    return .object(unsafe try collect(UnsafeBufferPointer(start: base, count: count)))
  }

  private mutating func collect(
    _ members: UnsafeBufferPointer<clua_member>
  ) throws(LuaValueProblem) -> FlowObject {
    var names: ContiguousArray<String> = []
    var values: ContiguousArray<FlowValue> = []
    names.reserveCapacity(members.count)
    values.reserveCapacity(members.count)
    var isASCII = true
    for position in members.indices {
      let name = unsafe try name(of: members[position], isASCII: &isASCII)
      names.append(name)
      do throws(LuaValueProblem) {
        values.append(unsafe try value(of: members[position]))
      } catch {
        throw error.within(LuaValueProblem.named(name))
      }
    }
    if !isASCII { try Self.refuseRepetition(in: names) }
    return FlowObject(uncheckedUniqueKeys: names, values: values)
  }

  private func name(
    of member: clua_member, isASCII: inout Bool
  ) throws(LuaValueProblem) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: member.name, count: member.length)
    if unsafe Self.isASCII(bytes) { return unsafe String(decoding: bytes, as: UTF8.self) }
    isASCII = false
    if let name = unsafe String(validating: bytes, as: UTF8.self) { return name }
    let repaired = unsafe String(decoding: bytes, as: UTF8.self)
    throw LuaValueProblem.noText.within(LuaValueProblem.named(repaired))
  }

  /// Different bytes may still be equal text, which a dictionary takes for one name.
  private static func refuseRepetition(
    in names: ContiguousArray<String>
  ) throws(LuaValueProblem) {
    var known: Set<String> = []
    for name in names where !known.insert(name).inserted {
      let problem = LuaValueProblem(path: "", message: "is there twice, in two forms of Unicode")
      throw problem.within(LuaValueProblem.named(name))
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

  /// The bytes as text, or `nil` if they are no UTF-8.
  ///
  /// The library's validating initializer costs several times what a short ASCII text does.
  fileprivate static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard unsafe isASCII(bytes) else { return unsafe String(validating: bytes, as: UTF8.self) }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  fileprivate static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe bytes.reduce(0, |) < 0x80
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
