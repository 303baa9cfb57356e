import LuaVM

/// Compiles expressions only to see whether they are Lua, while a definition is read.
final class LuaSyntax {
  private let vm: LuaVM

  /// - Throws: `LuaFailure` if there is no memory for a Lua state.
  init() throws(LuaFailure) {
    vm = try LuaVM(packages: [], hostFunctions: HostCall.names, preludes: HostPrelude.modules)
  }

  /// What is wrong with an expression, if anything.
  func fault(_ expression: Expression) -> ExpressionFault? {
    do throws(LuaFailure) {
      _ = try vm.compile(
        expression: expression.source, chunkName: expression.location.file, line: 1)
      return nil
    } catch {
      return ExpressionFault(message: error.message, line: error.line ?? 1, column: 1)
    }
  }
}
