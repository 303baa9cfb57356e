import LuaVM

/// A line of a script.
package struct ScriptPlace: Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let line: Int

  package var description: String { "\(file):\(line)" }
}

extension LuaFrame {
  var place: ScriptPlace { ScriptPlace(file: source, line: line) }
}
