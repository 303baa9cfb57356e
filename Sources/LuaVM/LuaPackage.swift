/// Modules that share their globals and that only name what they use of other packages.
package struct LuaPackage: Sendable {
  /// Unique in a virtual machine.
  package var name: String
  package var modules: [LuaModule]
  /// Names of packages whose modules these may require, as `other-package.module`.
  package var uses: [String]

  package init(name: String, modules: [LuaModule], uses: [String] = []) {
    self.name = name
    self.modules = modules
    self.uses = uses
  }
}
