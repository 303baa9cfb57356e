/// The local variables of a Lua text that are visible at a place.
struct LuaScope {
  /// What is known of each; a table grows while its members are set.
  private var blocks: [[String: Int]] = [[:]]
  private var shapes: [LuaShape] = []

  mutating func open() { blocks.append([:]) }

  mutating func close() { blocks.removeLast() }

  mutating func define(_ name: String, _ shape: LuaShape = .unknown) {
    blocks[blocks.count - 1][name] = shapes.count
    shapes.append(shape)
  }

  func contains(_ name: String) -> Bool { index(of: name) != nil }

  func shape(of name: String) -> LuaShape {
    index(of: name).map { .variable(shapes[$0]) } ?? .unknown
  }

  /// `name.key = value`.
  mutating func set(_ key: LuaGlobal.Name, of name: String, to value: LuaShape) {
    guard let index = index(of: name), var table = shapes[index].table else { return }
    table.fields.append(LuaField(key: key, value: value))
    shapes[index] = .table(table)
  }

  private func index(of name: String) -> Int? {
    blocks.reversed().lazy.compactMap { $0[name] }.first
  }
}
