import CLua
import Foundation

/// A Lua file that scripts can require.
package struct LuaModule: Sendable {
  /// What `require` calls it, such as `orders` or `lib.dates`.
  package let name: String
  /// The text.
  package let source: String
  /// The path that errors show, such as `flows/x/hooks.lua`.
  package let chunkName: String
  /// The text as bytecode, if it was compiled ahead.
  ///
  /// Made by this process alone: Lua does not check bytecode.
  let bytecode: [UInt8]?

  /// A module whose text is compiled whenever a virtual machine first needs it.
  package init(name: String, source: String, chunkName: String) {
    self.init(name: name, source: source, chunkName: chunkName, bytecode: nil)
  }

  private init(name: String, source: String, chunkName: String, bytecode: [UInt8]?) {
    self.name = name
    self.source = source
    self.chunkName = chunkName
    self.bytecode = bytecode
  }

  /// The module with its text compiled ahead, for one that many virtual machines load.
  ///
  /// A text that is no Lua stays as it is, so that whoever loads it is told.
  package var compiled: LuaModule { compiled(as: "@\(chunkName)") }

  /// The same for a prelude.
  package var compiledAsPrelude: LuaModule { compiled(as: "=\(chunkName)") }

  private func compiled(as chunk: String) -> LuaModule {
    LuaModule(
      name: name, source: source, chunkName: chunkName,
      bytecode: LuaBytecode.compile(Array(source.utf8), chunk: chunk))
  }
}

/// Lua's own form of a chunk.
enum LuaBytecode {
  /// - Returns: `nil` if the text is no Lua.
  static func compile(_ text: [UInt8], chunk: String) -> [UInt8]? {
    var size = 0
    let compiled = unsafe text.withUnsafeBytes { bytes in
      unsafe clua_compile(bytes.baseAddress, bytes.count, chunk, &size)
    }
    guard let compiled = unsafe compiled else { return nil }
    defer { unsafe free(compiled) }
    return unsafe Array(UnsafeRawBufferPointer(start: compiled, count: size))
  }
}
