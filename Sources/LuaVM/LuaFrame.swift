package import FlowValue

/// A function of a script, where it stands while its call waits.
package struct LuaFrame: Sendable, Equatable {
  /// Its name as its caller calls it; `nil` when unknown.
  package let name: String?
  /// The file.
  package let source: String
  /// The line it is at, from 1.
  package let line: Int
  /// The line of its first word; 0 for a main chunk.
  package let defined: Int
  /// Its local variables that are in scope there, in the order of their declarations.
  package let locals: [Local]

  package struct Local: Sendable, Equatable {
    package let name: String
    package let value: Value
  }

  package enum Value: Sendable, Equatable {
    case data(FlowValue)
    /// What is no data, or too much of it, in words such as `is a function`.
    case other(String)
  }
}
