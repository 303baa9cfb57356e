/// Takes a Lua text apart; comments and space are left out.
///
/// The text is known to compile, so what is no Lua ends the reading early instead of being told.
struct LuaLexer {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  static func tokens(of text: String) -> [LuaToken] {
    var lexer = LuaLexer(scalars: Array(text.unicodeScalars))
    var tokens: [LuaToken] = []
    while let token = lexer.next() { tokens.append(token) }
    tokens.append(LuaToken(kind: .end, text: "", place: lexer.place))
    return tokens
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    if scalars.first == "#" { skipLine() }
  }

  private var place: LuaPlace {
    LuaPlace(offset: offset, line: line, column: offset - lineStart + 1)
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    offset + distance < scalars.count ? scalars[offset + distance] : nil
  }

  private mutating func advance() {
    if scalars[offset] == "\n" {
      line += 1
      lineStart = offset + 1
    }
    offset += 1
  }

  private mutating func advance(_ count: Int) {
    for _ in 0..<count where offset < scalars.count { advance() }
  }

  private mutating func skipLine() { while let next = peek(), next != "\n" { advance() } }

  private mutating func next() -> LuaToken? {
    skipSpace()
    guard let first = peek() else { return nil }
    let start = place
    if Self.isNameStart(first) {
      let word = take { Self.isNameStart($0) || Self.isDigit($0) }
      let kind: LuaToken.Kind = LuaToken.keywords.contains(word) ? .keyword : .name
      return LuaToken(kind: kind, text: word, place: start)
    }
    if Self.isDigit(first) || first == "." && peek(1).map(Self.isDigit) ?? false {
      return LuaToken(kind: .number, text: number(), place: start)
    }
    if first == "\"" || first == "'" {
      return LuaToken(kind: .string, text: quoted(by: first), place: start)
    }
    if first == "[", let level = longLevel() {
      return LuaToken(kind: .string, text: long(level), place: start)
    }
    return LuaToken(kind: .sign, text: sign(), place: start)
  }

  private mutating func skipSpace() {
    while let next = peek() {
      if next == "-", peek(1) == "-" {
        advance(2)
        if peek() == "[", let level = longLevel() { _ = long(level) } else { skipLine() }
      } else if next.properties.isWhitespace {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func take(while accepts: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let next = peek(), accepts(next) {
      text.append(next)
      advance()
    }
    return String(text)
  }

  private mutating func number() -> String {
    var last: Unicode.Scalar = "0"
    return take { next in
      let isSign = (next == "+" || next == "-") && "eEpP".unicodeScalars.contains(last)
      last = next
      return isSign || next == "." || Self.isDigit(next) || Self.isNameStart(next)
    }
  }

  private mutating func quoted(by quote: Unicode.Scalar) -> String {
    advance()
    var text = String.UnicodeScalarView()
    while let next = peek(), next != quote {
      if next == "\\" {
        advance()
        guard let escaped = peek() else { break }
        text.append(["n": "\n", "t": "\t", "r": "\r"][escaped] ?? escaped)
      } else {
        text.append(next)
      }
      advance()
    }
    advance(1)
    return String(text)
  }

  /// The number of `=` in a long bracket that begins here; `nil` if none does.
  private func longLevel() -> Int? {
    var level = 0
    while peek(1 + level) == "=" { level += 1 }
    return peek(1 + level) == "[" ? level : nil
  }

  private mutating func long(_ level: Int) -> String {
    advance(level + 2)
    if peek() == "\n" { advance() }
    let end = ["]"] + Array(repeating: "=" as Unicode.Scalar, count: level) + ["]"]
    var text = String.UnicodeScalarView()
    while let next = peek() {
      if next == "]", scalars[offset...].starts(with: end) {
        advance(end.count)
        break
      }
      text.append(next)
      advance()
    }
    return String(text)
  }

  private static let signs = ["...", "..", "==", "~=", "<=", ">=", "//", "<<", ">>", "::"]

  private mutating func sign() -> String {
    let rest = scalars[offset...]
    let long = Self.signs.first { rest.starts(with: $0.unicodeScalars) }
    let text = long ?? String(Character(scalars[offset]))
    advance(text.unicodeScalars.count)
    return text
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }
}
