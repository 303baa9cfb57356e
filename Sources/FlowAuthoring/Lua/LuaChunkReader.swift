/// Reads the statements of a Lua text, to know which names are local and what is made of the rest.
///
/// The grammar is that of Lua 5.4's manual, §9.
struct LuaChunkReader {
  var outline = LuaOutline()
  var scope = LuaScope()
  /// How many functions stand around the current place.
  var depth = 0
  private let tokens: [LuaToken]
  private var index = 0

  init(_ text: String) { tokens = LuaLexer.tokens(of: text) }

  var token: LuaToken { tokens[index] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  /// Whether the current token is this sign or keyword.
  func isAt(_ text: String) -> Bool {
    (token.kind == .sign || token.kind == .keyword) && token.text == text
  }

  /// Steps over a sign or keyword if it is the current token.
  @discardableResult
  mutating func take(_ text: String) -> Bool {
    guard isAt(text) else { return false }
    advance()
    return true
  }

  mutating func name() -> LuaGlobal.Name? {
    guard token.kind == .name else { return nil }
    defer { advance() }
    return LuaGlobal.Name(text: token.text, place: token.place)
  }

  mutating func chunk() { block() }

  /// Reads statements up to a word that ends a block, in a scope of their own.
  mutating func block(keepingScope: Bool = false) {
    scope.open()
    while token.kind != .end, !["end", "else", "elseif", "until"].contains(where: isAt) {
      let before = index
      statement()
      if index == before { advance() }
    }
    if !keepingScope { scope.close() }
  }

  private mutating func statement() {
    guard token.kind == .keyword else { return signStatement() }
    switch token.text {
    case "if": conditional()
    case "while":
      advance()
      _ = expression()
      body()
    case "do": body()
    case "for": loop()
    case "repeat":
      advance()
      block(keepingScope: true)
      take("until")
      _ = expression()
      scope.close()
    case "function": namedFunction()
    case "local": local()
    case "return": returned()
    case "goto":
      advance()
      advance()
    default: advance()
    }
  }

  /// A statement that begins with no keyword: a label, an assignment or a call.
  private mutating func signStatement() {
    if take(";") { return }
    if take("::") {
      advance()
      take("::")
      return
    }
    assignment()
  }

  private mutating func conditional() {
    repeat {
      advance()
      _ = expression()
      take("then")
      block()
    } while isAt("elseif")
    if take("else") { block() }
    take("end")
  }

  /// `do … end`.
  private mutating func body() {
    take("do")
    block()
    take("end")
  }

  private mutating func loop() {
    advance()
    var names: [String] = []
    repeat { if let name = name() { names.append(name.text) } } while take(",")
    _ = take("=") || take("in")
    expressions()
    scope.open()
    for name in names { scope.define(name) }
    body()
    scope.close()
  }

  private mutating func local() {
    advance()
    if take("function") {
      guard let name = name() else { return }
      scope.define(name.text, .function)
      function()
      return
    }
    var names: [String] = []
    repeat {
      if let name = name() { names.append(name.text) }
      if take("<") {
        advance()
        take(">")
      }
    } while take(",")
    let values = take("=") ? expressions() : []
    for (position, name) in names.enumerated() {
      scope.define(name, position < values.count ? values[position] : .unknown)
    }
  }

  private mutating func returned() {
    advance()
    let isEmpty =
      token.kind == .end || ["end", "else", "elseif", "until", ";"].contains(where: isAt)
    let values = isEmpty ? [] : expressions()
    if depth == 0 {
      outline.returns += 1
      outline.result = values.first ?? .nil
    }
    take(";")
  }

  /// `function a.b:c() … end`.
  private mutating func namedFunction() {
    advance()
    guard let first = name() else { return }
    var members: [LuaGlobal.Name] = []
    var isMethod = false
    while isAt(".") || isAt(":") {
      isMethod = isAt(":")
      advance()
      if let member = name() { members.append(member) }
    }
    set(first, members, to: .function)
    function(isMethod: isMethod)
  }

  /// Parameters and body of a function.
  mutating func function(isMethod: Bool = false) {
    take("(")
    scope.open()
    depth += 1
    if isMethod { scope.define("self") }
    while !isAt(")"), token.kind != .end {
      if let name = name() { scope.define(name.text) } else { advance() }
    }
    take(")")
    block()
    take("end")
    depth -= 1
    scope.close()
  }

  /// Remembers that a variable or a member of one is set.
  mutating func set(_ first: LuaGlobal.Name, _ members: [LuaGlobal.Name], to value: LuaShape) {
    if scope.contains(first.text) {
      if members.count == 1 { scope.set(members[0], of: first.text, to: value) }
    } else {
      let use: LuaGlobal.Use = members.isEmpty ? .set(isInFunction: depth > 0) : .read
      outline.globals.append(LuaGlobal(name: first, members: members, use: use))
    }
  }
}
