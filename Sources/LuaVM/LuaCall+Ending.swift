import CLua
import FlowValue

extension LuaCall {
  /// Gives the thread back and says how the script ended.
  func finish(_ status: Int32, results: Int32) -> LuaStep {
    let tripped = unsafe state.vm.pointee.tripped
    let hasFailed = unsafe status != LUA_OK || state.vm.pointee.failed || tripped != CLUA_LIMIT_NONE
    let step = hasFailed ? .failed(failure(tripped)) : takeResult(count: results)
    unsafe state.vm.pointee.tripped = CLUA_LIMIT_NONE
    phase = .over
    if status == LUA_OK {
      unsafe lua_settop(pointer, 0)
      state.putBack(thread)
    } else {
      state.discard(thread)
    }
    return step
  }

  /// Ends a call that could not be started.
  func end(_ step: LuaStep) -> LuaStep {
    unsafe lua_settop(pointer, 0)
    state.putBack(thread)
    phase = .over
    return step
  }

  private func takeResult(count: Int32) -> LuaStep {
    let index = unsafe lua_gettop(pointer) - count + 1
    if keepsResult {
      unsafe lua_settop(pointer, index)
      kept = unsafe LuaReference(popping: pointer, of: state)
      return .returned(nil)
    }
    guard count > 0, unsafe lua_type(pointer, index) != LUA_TNIL else { return .returned(nil) }
    do throws(LuaValueProblem) {
      return .returned(unsafe try LuaReader.read(at: index, of: pointer, state: state))
    } catch {
      return .failed(LuaFailure(error, of: "the result"))
    }
  }

  private func failure(_ tripped: clua_limit) -> LuaFailure {
    var failure =
      verdict ?? LuaFailure(limit: tripped, of: unsafe state.vm.pointee.limits)
      ?? raised()
    failure.traceback = unsafe Self.text(state.vm.pointee.trace)
    let line = Int(unsafe state.vm.pointee.line)
    if failure.source == nil, line > 0 {
      failure.source = unsafe Self.text(state.vm.pointee.source)
      failure.line = line
    }
    return failure
  }

  private static func text(_ characters: some Any) -> String {
    unsafe withUnsafeBytes(of: characters) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The failure for the error value on the top of the stack.
  private func raised() -> LuaFailure {
    switch unsafe lua_type(pointer, -1) {
    case LUA_TSTRING, LUA_TNUMBER:
      let message = unsafe LuaReader.repairedText(at: -1, of: pointer)
      return LuaFailure(kind: .error, message: message)
    case LUA_TNIL:
      return LuaFailure(kind: .error, message: "nil was raised")
    default: break
    }
    do throws(LuaValueProblem) {
      let value = unsafe try LuaReader.read(at: -1, of: pointer, state: state)
      return LuaFailure(kind: .error, message: LuaFailure.message(of: value), value: value)
    } catch {
      return LuaFailure(kind: .error, message: error.sentence("what was raised"))
    }
  }

  /// Runs a call that may not ask its host, and keeps what it returns.
  func runToReference() throws(LuaFailure) -> LuaReference {
    keepsResult = true
    let step = resume()
    if let kept { return kept }
    if case .failed(let failure) = step { throw failure }
    throw LuaFailure(kind: .error, message: "the host cannot be called while a module is loaded")
  }
}

extension LuaFailure {
  init(_ problem: LuaValueProblem, of subject: String) {
    self.init(kind: problem.isLimit ? .limit("depth") : .error, message: problem.sentence(subject))
  }

  static func tooDeep(_ subject: String) -> LuaFailure {
    LuaFailure(kind: .limit("depth"), message: "\(subject) is nested too deep")
  }

  init?(limit: clua_limit, of limits: clua_limits) {
    switch limit {
    case CLUA_LIMIT_INSTRUCTIONS:
      self.init(limit: "instructions", "it took more than \(limits.instructions) instructions")
    case CLUA_LIMIT_MEMORY:
      self.init(limit: "memory", "it needs more than \(limits.memory) bytes of memory")
    case CLUA_LIMIT_STRING:
      self.init(limit: "string", "it makes a text longer than \(limits.string) bytes")
    case CLUA_LIMIT_PATTERN:
      self.init(limit: "pattern", "a pattern took more than \(limits.pattern) comparisons")
    case CLUA_LIMIT_STACK:
      self.init(limit: "stack", "its calls are nested too deep or take too many arguments")
    default: return nil
    }
  }

  private init(limit name: String, _ what: String) {
    self.init(kind: .limit(name), message: "the script was stopped: \(what)")
  }

  /// What a raised value says about itself.
  static func message(of value: FlowValue) -> String {
    if let text = value.string { return text }
    let words = ["message", "title", "detail"].compactMap { value[$0]?.string }
    if !words.isEmpty { return words.joined(separator: ": ") }
    return "a value of type \(value.typeName) was raised"
  }
}

extension LuaValueProblem {
  func sentence(_ subject: String) -> String { "\(subject)\(path) \(message)" }
}
