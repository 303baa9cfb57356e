import CLua
import FlowValue
import OrderedCollections

/// Why a Lua value has no counterpart outside.
struct LuaValueProblem: Error {
  /// Where in the value, such as `.items[3].owner`; empty for the value itself.
  var path: String
  var message: String
  var isLimit = false

  static let noText = LuaValueProblem(path: "", message: "is no UTF-8 text")

  func within(_ step: String) -> Self {
    var problem = self
    problem.path = step + path
    return problem
  }

  static func named(_ name: String) -> String {
    let isWord = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    return isWord && !name.isEmpty ? ".\(name)" : "[\"\(name)\"]"
  }
}

/// Takes a value from a thread's stack.
///
/// Members come in the order of their names' bytes, so that the same value is the same text in
/// every process. Metatables do not matter, except those of arrays and frozen tables.
///
/// Safe, because it exists only while its thread does, and leaves the stack as it was.
@safe
struct LuaReader {
  let thread: OpaquePointer
  /// The tables around the one being read; has room for `depth` of them.
  private let ancestors: UnsafeMutableBufferPointer<UnsafeRawPointer?>
  private var level = 0
  /// Values still allowed: a table that is shared many times over is copied each time.
  private var allowance: Int

  /// `caps` bound what is read; otherwise the state's own limits do.
  static func read(
    at index: Int32, of thread: OpaquePointer, state: LuaState,
    caps: (depth: Int, values: Int)? = nil
  ) throws(LuaValueProblem) -> FlowValue {
    guard unsafe lua_type(thread, index) == LUA_TTABLE else {
      return unsafe try readScalar(at: index, of: thread)
    }
    let outcome = unsafe withUnsafeTemporaryAllocation(
      of: UnsafeRawPointer?.self, capacity: caps?.depth ?? state.depth
    ) { ancestors -> Result<FlowValue, LuaValueProblem> in
      var reader = unsafe LuaReader(
        thread: thread, ancestors: ancestors,
        allowance: caps?.values ?? Int(clamping: state.vm.pointee.limits.memory) / 64)
      do throws(LuaValueProblem) {
        return unsafe .success(try reader.read(at: clua_absolute(thread, index)))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private init(
    thread: OpaquePointer, ancestors: UnsafeMutableBufferPointer<UnsafeRawPointer?>, allowance: Int
  ) {
    unsafe self.thread = thread
    unsafe self.ancestors = unsafe ancestors
    self.allowance = allowance
  }

  mutating func read(at index: Int32) throws(LuaValueProblem) -> FlowValue {
    allowance -= 1
    guard allowance >= 0 else {
      throw LuaValueProblem(path: "", message: "is too large", isLimit: true)
    }
    guard unsafe lua_type(thread, index) == LUA_TTABLE else {
      return unsafe try Self.readScalar(at: index, of: thread)
    }
    return try readTable(at: index)
  }

  private mutating func readTable(at index: Int32) throws(LuaValueProblem) -> FlowValue {
    let top = unsafe lua_gettop(thread)
    unsafe try enter(unsafe lua_topointer(thread, index))
    defer {
      level -= 1
      unsafe lua_settop(thread, top)
    }
    switch unsafe clua_table_kind(thread, index) {
    case CLUA_TABLE_ARRAY: return try readContents(at: index, isArray: true)
    case CLUA_TABLE_FROZEN:
      let isArray = unsafe clua_table_kind(thread, top + 1) == CLUA_TABLE_ARRAY
      return try readContents(at: top + 1, isArray: isArray)
    default: return try readContents(at: index, isArray: false)
    }
  }

  private mutating func enter(_ table: UnsafeRawPointer?) throws(LuaValueProblem) {
    guard unsafe !ancestors[..<level].contains(table) else {
      throw LuaValueProblem(path: "", message: "is a table that contains itself")
    }
    guard unsafe level < ancestors.count, unsafe lua_checkstack(thread, 8) != 0 else {
      throw LuaValueProblem(path: "", message: "is nested too deep", isLimit: true)
    }
    unsafe ancestors[level] = unsafe table
    level += 1
  }

  private mutating func readContents(
    at index: Int32, isArray: Bool
  ) throws(LuaValueProblem) -> FlowValue {
    if !isArray, let members = try readMembers(at: index) { return .object(members) }
    if let elements = try readElements(at: index) { return .array(elements) }
    let keys = unsafe LuaKeys(of: index, on: thread)
    guard keys.isList else { throw keys.problem(isArray: isArray) }
    return .array(try readElements(at: index, count: keys.positions.count))
  }

  /// Reads a table whose keys come as 1, 2, 3 …; `nil` if they do not.
  private mutating func readElements(at index: Int32) throws(LuaValueProblem) -> [FlowValue]? {
    var elements: [FlowValue] = []
    unsafe lua_pushnil(thread)
    while unsafe lua_next(thread, index) != 0 {
      guard unsafe lua_isinteger(thread, -2) != 0,
        unsafe lua_tointegerx(thread, -2, nil) == lua_Integer(elements.count + 1)
      else {
        unsafe clua_pop(thread, 2)
        return nil
      }
      do throws(LuaValueProblem) {
        elements.append(try unsafe read(at: lua_gettop(thread)))
      } catch {
        throw error.within("[\(elements.count + 1)]")
      }
      unsafe clua_pop(thread, 1)
    }
    return elements
  }

  private mutating func readElements(
    at index: Int32, count: Int
  ) throws(LuaValueProblem) -> [FlowValue] {
    var elements: [FlowValue] = []
    elements.reserveCapacity(count)
    for position in 1...max(1, count) {
      unsafe lua_rawgeti(thread, index, lua_Integer(position))
      do throws(LuaValueProblem) {
        unsafe elements.append(try read(at: lua_gettop(thread)))
      } catch {
        throw error.within("[\(position)]")
      }
      unsafe clua_pop(thread, 1)
    }
    return elements
  }
}
