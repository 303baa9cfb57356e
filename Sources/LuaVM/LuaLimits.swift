/// How much one script may use.
///
/// Only Lua's own work counts: nothing runs out while a script waits for its host.
package struct LuaLimits: Sendable {
  /// Instructions of a call from its start to its end.
  ///
  /// New memory, sorting of keys and pattern matching count as instructions too.
  package var instructions: Int
  /// Bytes that a virtual machine may hold.
  package var memory: Int
  /// How deep values that cross the boundary may be nested.
  package var depth: Int
  /// Bytes of a text that a script makes.
  package var stringBytes: Int
  /// Comparisons of one pattern search.
  package var patternWork: Int

  package init(
    instructions: Int = 20_000_000, memory: Int = 64 << 20, depth: Int = 100,
    stringBytes: Int = 8 << 20, patternWork: Int = 10_000_000
  ) {
    self.instructions = instructions
    self.memory = memory
    self.depth = depth
    self.stringBytes = stringBytes
    self.patternWork = patternWork
  }
}
