import CLua

/// The keys of a table that is no plain array and no plain object at first sight.
struct LuaKeys {
  /// Integer keys, ascending.
  private(set) var positions: [Int64] = []
  private(set) var nameCount = 0
  private var firstName: String?
  private var otherType: String?

  init(of index: Int32, on thread: OpaquePointer) {
    unsafe lua_pushnil(thread)
    while unsafe lua_next(thread, index) != 0 {
      unsafe clua_pop(thread, 1)
      unsafe add(keyAt: unsafe lua_gettop(thread), on: thread)
    }
    positions.sort()
  }

  private mutating func add(keyAt index: Int32, on thread: OpaquePointer) {
    if unsafe lua_isinteger(thread, index) != 0 {
      positions.append(unsafe lua_tointegerx(thread, index, nil))
    } else if unsafe lua_type(thread, index) == LUA_TSTRING {
      nameCount += 1
      let name = unsafe LuaReader.repairedText(at: index, of: thread)
      firstName = min(firstName ?? name, name)
    } else {
      let type = unsafe String(cString: lua_typename(thread, lua_type(thread, index)))
      otherType = min(otherType ?? type, type)
    }
  }

  /// The names among a table's keys, in the order of their bytes.
  static func names(of index: Int32, on thread: OpaquePointer) -> [String] {
    var names: [String] = []
    unsafe lua_pushnil(thread)
    while unsafe lua_next(thread, index) != 0 {
      unsafe clua_pop(thread, 1)
      guard unsafe lua_type(thread, -1) == LUA_TSTRING else { continue }
      names.append(unsafe LuaReader.repairedText(at: -1, of: thread))
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  var isObject: Bool { positions.isEmpty && otherType == nil }

  var isList: Bool {
    nameCount == 0 && otherType == nil && positions.first == 1
      && positions.last == Int64(positions.count)
  }

  /// Why these are the keys of neither an array nor an object.
  func problem(isArray: Bool) -> LuaValueProblem {
    if let otherType {
      return LuaValueProblem(path: "", message: "has a key that is a \(otherType)")
    }
    if let firstName, isArray || !positions.isEmpty {
      let step = LuaValueProblem.named(firstName)
      return LuaValueProblem(path: step, message: "is a name among the positions of an array")
    }
    if let first = positions.first, first < 1 {
      return LuaValueProblem(path: "[\(first)]", message: "is a position before 1")
    }
    let missing = zip(1..., positions).first { $0 != $1 }?.0 ?? Int64(positions.count)
    return LuaValueProblem(path: "[\(missing)]", message: "is missing in an array")
  }
}
