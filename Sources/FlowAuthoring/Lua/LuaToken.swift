/// A word, sign or value of a Lua text.
struct LuaToken: Equatable {
  enum Kind: Equatable {
    case name, keyword, string, number, sign
    case end
  }

  let kind: Kind
  /// A string's content, anything else as written.
  let text: String
  let place: LuaPlace

  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]
}

/// A place in a Lua text, in Unicode scalars.
package struct LuaPlace: Sendable, Hashable {
  /// From the beginning of the text, from 0.
  package let offset: Int
  /// From 1.
  package let line: Int
  /// From 1.
  package let column: Int
}
