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
        last = operand()
      } else if token.kind == .sign, Self.operators.contains(token.text) {
        advance()
        _ = operand()
        last = .unknown
      } else {
        break
      }
    }
    if alternatives.isEmpty { return last }
    let texts = (alternatives + [last]).flatMap(\.texts)
    return texts.isEmpty ? .unknown : .texts(texts)
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
      advance()
      return .literal
    case .string:
      let text = LuaGlobal.Name(text: token.text, place: token.place)
      advance()
      return .texts([text])
    default: break
    }
    if isAt("{") { return table() }
    if take("function") {
      function()
      return .function
    }
    if ["nil", "true", "false", "..."].contains(where: isAt) {
      advance()
      return .literal
    }
    return suffixed().shape
  }

  private mutating func table() -> LuaShape {
    take("{")
    var fields: [LuaField] = []
    while !isAt("}"), token.kind != .end {
      if let key = key() {
        fields.append(LuaField(key: key, value: expression()))
      } else {
        _ = expression()
      }
      if !take(","), !take(";"), !isAt("}") { break }
    }
    take("}")
    return .table(fields)
  }

  /// The key of a field and its `=`; `nil` if the field has none that is a text.
  private mutating func key() -> LuaGlobal.Name? {
    if take("[") {
      let key = expression()
      take("]")
      take("=")
      guard let name = key.texts.first else {
        return nil
      }
      return name
    }
    var ahead = self
    guard let name = ahead.name(), ahead.take("=") else { return nil }
    self = ahead
    return name
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
    if let global = result.global { outline.globals[global].arguments = arguments }
    result = Suffixed()
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
