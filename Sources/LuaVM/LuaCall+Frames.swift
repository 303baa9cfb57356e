import CLua

extension LuaCall {
  /// How much of each variable is read: what is deeper or more is only said to be so.
  private static let caps = (depth: 16, values: 2000)
  private static let frameLimit = 40
  private static let localLimit: Int32 = 200

  /// The functions of the script while it waits for its host, the innermost first; the host's own
  /// are left out.
  ///
  /// Reading them changes nothing: no metamethod runs, and the stack stays as it is.
  package var frames: [LuaFrame] {
    guard phase == .waiting, unsafe lua_checkstack(pointer, 8) != 0 else { return [] }
    var frames: [LuaFrame] = []
    var found = clua_frame()
    var level: Int32 = 0
    while frames.count < Self.frameLimit, unsafe clua_frame_from(pointer, level, &found) {
      frames.append(frame(found))
      level = found.level + 1
    }
    return frames
  }

  private func frame(_ found: clua_frame) -> LuaFrame {
    let name = Self.words(found.name)
    return LuaFrame(
      name: name.isEmpty ? nil : name, source: Self.words(found.source), line: Int(found.line),
      defined: Int(found.defined), locals: locals(at: found.level))
  }

  /// Names in parentheses are Lua's own, such as the counter of a loop.
  private func locals(at level: Int32) -> [LuaFrame.Local] {
    var locals: [LuaFrame.Local] = []
    for number in 1...Self.localLimit {
      guard let name = unsafe clua_local(pointer, level, number) else { break }
      defer { unsafe clua_pop(pointer, 1) }
      let text = unsafe String(cString: name)
      if !text.hasPrefix("(") { locals.append(LuaFrame.Local(name: text, value: topValue)) }
    }
    return locals
  }

  private var topValue: LuaFrame.Value {
    do throws(LuaValueProblem) {
      let top = unsafe lua_gettop(pointer)
      return .data(
        unsafe try LuaReader.read(at: top, of: pointer, state: state, caps: Self.caps))
    } catch {
      return .other(error.sentence("").trimmed)
    }
  }

  private static func words(_ characters: some Any) -> String {
    unsafe withUnsafeBytes(of: characters) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
