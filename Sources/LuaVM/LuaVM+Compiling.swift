import CLua

extension LuaVM {
  /// Compiles an expression, to be called with `LuaVariables`.
  ///
  /// - Parameters:
  ///   - expression: One Lua expression. A statement is refused.
  ///   - chunkName: The file that errors show.
  ///   - line: The line in that file where the expression starts.
  /// - Returns: What `call` takes.
  /// - Throws: `LuaFailure` of kind `syntax`.
  package func compile(
    expression: String, chunkName: String, line: Int
  ) throws(LuaFailure) -> LuaReference {
    let lines = String(repeating: "\n", count: max(0, line - 1))
    // Alone it shows a second `)`, in parentheses a second value.
    var isExpression = load("\(lines)return \(expression)", chunkName)
    if isExpression {
      let start = "\(lines)local _ENV = ... return (\(expression)"
      // The last line may be a comment.
      isExpression = load("\(start))", chunkName) || load("\(start)\n)", chunkName)
    }
    guard isExpression else {
      var failure = unsafe Self.syntaxFailure(on: state.main, chunkName: chunkName)
      failure.message += " (an expression is expected, such as `input.name`)"
      throw failure
    }
    return unsafe LuaReference(popping: state.main, of: state, kind: .expression)
  }

  /// Why the text of a file does not compile, if it does not.
  package func fault(script text: String, chunkName: String) -> LuaFailure? {
    defer { unsafe lua_settop(state.main, 0) }
    if load(text, chunkName) { return nil }
    return unsafe Self.syntaxFailure(on: state.main, chunkName: chunkName)
  }

  private func load(_ text: String, _ chunkName: String) -> Bool {
    unsafe lua_settop(state.main, 0)
    return unsafe Self.load(text, chunkName: chunkName, on: state.main)
  }

  /// Pushes the main chunk of a module.
  func load(_ name: String, of package: String, on thread: OpaquePointer) -> LuaFailure? {
    guard let module = modules[package]?[name], let environment = environments[package] else {
      return LuaFailure(kind: .error, message: "package '\(package)' has no module '\(name)'")
    }
    guard unsafe Self.load(module, on: thread) else {
      return unsafe Self.syntaxFailure(on: thread, chunkName: module.chunkName)
    }
    unsafe environment.push(on: thread)
    _ = unsafe lua_setupvalue(thread, -2, 1)
    return nil
  }

  private static func load(_ module: LuaModule, on thread: OpaquePointer) -> Bool {
    guard let bytecode = module.bytecode else {
      return unsafe load(module.source, chunkName: module.chunkName, on: thread)
    }
    return unsafe bytecode.withUnsafeBytes {
      unsafe clua_load_compiled(thread, $0.baseAddress, $0.count, "@\(module.chunkName)") == LUA_OK
    }
  }

  /// Pushes a function, or the message why the text is none.
  private static func load(_ text: String, chunkName: String, on thread: OpaquePointer) -> Bool {
    var text = text
    return text.withUTF8 {
      unsafe clua_load(thread, $0.baseAddress, $0.count, "@\(chunkName)") == LUA_OK
    }
  }

  /// Takes the message apart that is on the stack: `file:line: message`, the file perhaps cut.
  private static func syntaxFailure(on thread: OpaquePointer, chunkName: String) -> LuaFailure {
    let text = unsafe LuaReader.repairedText(at: -1, of: thread)
    var failure = LuaFailure(kind: .syntax, message: text, source: chunkName)
    let shown = min(chunkName.utf8.count, Int(LUA_IDSIZE) - 1)
    let parts = text.utf8.dropFirst(shown + 1).split(separator: UInt8(ascii: ":"), maxSplits: 1)
    if parts.count == 2, let line = Int(Substring(parts[0])) {
      failure.line = line
      failure.message = String(Substring(parts[1].dropFirst()))
    }
    return failure
  }
}
