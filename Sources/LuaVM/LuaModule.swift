/// A Lua file that scripts can require.
package struct LuaModule: Sendable {
  /// What `require` calls it, such as `orders` or `lib.dates`.
  package var name: String
  /// The text; compiled when the module is first required.
  package var source: String
  /// The path that errors show, such as `flows/x/hooks.lua`.
  package var chunkName: String

  package init(name: String, source: String, chunkName: String) {
    self.name = name
    self.source = source
    self.chunkName = chunkName
  }
}
