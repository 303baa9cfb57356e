import FlowValue

/// The expressions of a Lua text.
extension LuaChunkReader {
  @discardableResult
  mutating func expressions() -> [LuaShape] {
    var values = [expression()]
    while take(",") { values.append(expression()) }
    return values
  }

  private static let operators: Set<String> = [
    "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "&", "|", "~", "<<",
    ">>",
  ]

  /// What an expression may be: of `a and b or c`, `b` or `c`.
  mutating func expression() -> LuaShape {
    var alternatives: [LuaShape] = []
    var last = operand()
    while true {
      if take("or") {
        alternatives.append(last)
        last = operand()
      } else if take("and") {
        last = .oneOf([operand()])
      } else if token.kind == .sign, Self.operators.contains(token.text) {
        advance()
        _ = operand()
        last = .unknown
      } else {
        break
      }
    }
    return alternatives.isEmpty ? last : .oneOf(alternatives + [last])
  }

  private mutating func operand() -> LuaShape {
    var isPlain = true
    while isAt("not") || isAt("-") || isAt("#") || isAt("~") {
      isPlain = false
      advance()
    }
    let value = simple()
    return isPlain ? value : .unknown
  }

  private mutating func simple() -> LuaShape {
    switch token.kind {
    case .number:
      defer { advance() }
      return .number(token.text)
    case .string:
      defer { advance() }
      return .text(LuaGlobal.Name(text: token.text, place: token.place))
    default: break
    }
    if isAt("{") { return table() }
    if take("function") {
      function()
      return .function
    }
    if take("nil") { return .nil }
    if take("true") { return .value(true) }
    if take("false") { return .value(false) }
    if take("...") { return .unknown }
    return suffixed().shape
  }

  private mutating func table() -> LuaShape {
    var table = LuaTable(place: token.place)
    take("{")
    while !isAt("}"), token.kind != .end {
      field(of: &table)
      if !take(","), !take(";"), !isAt("}") { break }
    }
    take("}")
    return .table(table)
  }

  private mutating func field(of table: inout LuaTable) {
    if take("[") {
      let key = expression()
      take("]")
      take("=")
      let value = expression()
      if case .text(let name) = key {
        table.fields.append(LuaField(key: name, value: value))
      } else {
        table.isOpen = true
      }
      return
    }
    var ahead = self
    guard let name = ahead.name(), ahead.take("=") else {
      table.elements.append(expression())
      return
    }
    self = ahead
    table.fields.append(LuaField(key: name, value: expression()))
  }

  /// A variable or call with what stands behind it.
  struct Suffixed {
    var shape = LuaShape.unknown
    /// The variable's name, where nothing but named members stands behind it.
    var name: LuaGlobal.Name?
    var members: [LuaGlobal.Name] = []
    /// Which of the outline's globals it is.
    var global: Int?
  }

  mutating func suffixed() -> Suffixed {
    var result = Suffixed()
    if take("(") {
      result.shape = expression()
      take(")")
    } else if let name = name() {
      result.name = name
      if scope.contains(name.text) {
        result.shape = scope.shape(of: name.text)
      } else {
        result.global = outline.globals.count
        outline.globals.append(LuaGlobal(name: name))
      }
    }
    while suffix(of: &result) {}
    if let global = result.global { result.shape = .global(outline.globals[global].path) }
    return result
  }

  private mutating func suffix(of result: inout Suffixed) -> Bool {
    if take(".") {
      guard let member = name() else { return true }
      result.shape = result.shape[member.text] ?? .unknown
      if result.name != nil { result.members.append(member) }
      if let global = result.global { outline.globals[global].members.append(member) }
      return true
    }
    if take("[") {
      _ = expression()
      take("]")
      result = Suffixed()
      return true
    }
    if take(":") {
      advance()
      _ = arguments()
      result = Suffixed()
      return true
    }
    guard isAt("(") || isAt("{") || token.kind == .string else { return false }
    let arguments = arguments()
    let global = result.global
    result = Suffixed()
    if let global {
      outline.globals[global].arguments = arguments
      result.shape = .result(of: outline.globals[global].path)
    }
    return true
  }

  private mutating func arguments() -> [LuaShape] {
    guard take("(") else { return [simple()] }
    if take(")") { return [] }
    let values = expressions()
    take(")")
    return values
  }

  /// `a.b, c = …`, or a call.
  mutating func assignment() {
    var targets = [suffixed()]
    while take(",") { targets.append(suffixed()) }
    guard take("=") else { return }
    let values = expressions()
    for (position, target) in targets.enumerated() {
      guard let name = target.name else { continue }
      if let global = target.global {
        if target.members.isEmpty { outline.globals[global].use = .set(isInFunction: depth > 0) }
      } else {
        set(name, target.members, to: position < values.count ? values[position] : .unknown)
      }
    }
  }
}
