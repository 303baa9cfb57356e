/// What can be said of a Lua text without running it.
package struct LuaOutline: Sendable {
  /// Every use of a name that is neither a local variable nor an argument.
  package var globals: [LuaGlobal] = []
  /// What the text returns, or the expression's value.
  package var result = LuaShape.unknown
  /// How often `return` stands outside of functions.
  package var returns = 0
  /// Whether nothing stands in it.
  package var isEmpty = true

  /// Of an empty text.
  init() {}

  /// Reads a chunk, such as a file.
  package init(chunk text: String) {
    var reader = LuaChunkReader(text)
    let isEmpty = reader.token.kind == .end
    reader.chunk()
    self = reader.outline
    self.isEmpty = isEmpty
  }

  /// Reads an expression.
  package init(expression text: String) {
    var reader = LuaChunkReader(text)
    reader.outline.result = reader.expression()
    self = reader.outline
  }
}

/// A use of a global name: `flow.date.add(…)`.
package struct LuaGlobal: Sendable {
  /// A name and where it stands.
  package struct Name: Sendable {
    package let text: String
    package let place: LuaPlace
  }

  /// What the name itself is used for.
  package enum Use: Sendable {
    case read
    /// Set by the main chunk or inside a function.
    case set(isInFunction: Bool)
  }

  package let name: Name
  /// The members behind it, as far as they are named.
  package var members: [Name] = []
  package var use = Use.read
  /// What it is called with, if it is called.
  package var arguments: [LuaShape]?

  /// The name with its members, as `flow.date.add`.
  package var path: String { ([name] + members).map(\.text).joined(separator: ".") }
}
