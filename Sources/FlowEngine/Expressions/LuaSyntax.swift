package import LuaVM

/// Compiles expressions and scripts only to see whether they are Lua.
package final class LuaSyntax {
  private let vm: LuaVM

  /// - Throws: `LuaFailure` if there is no memory for a Lua state.
  package init() throws(LuaFailure) {
    vm = try LuaVM(packages: [], hostFunctions: HostCall.names, preludes: HostPrelude.modules)
  }

  /// What is wrong with an expression, if anything.
  package func fault(_ expression: Expression) -> ExpressionFault? {
    do throws(LuaFailure) {
      _ = try vm.compile(
        expression: expression.source, chunkName: expression.location.file, line: 1)
      return nil
    } catch {
      return ExpressionFault(message: error.message, line: error.line ?? 1, column: 1)
    }
  }

  /// What is wrong with a file, if anything.
  package func fault(script text: String, file: String) -> ExpressionFault? {
    vm.fault(script: text, chunkName: file).map {
      ExpressionFault(message: $0.message, line: $0.line ?? 1, column: 1)
    }
  }
}
