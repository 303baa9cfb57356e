package import FlowValue

/// Why a script did not come to its end.
package struct LuaFailure: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// An error that the script raised, or that Lua raised in it.
    case error
    /// The text is no Lua.
    case syntax
    /// A limit was met: `instructions`, `memory`, `depth`, `string`, `pattern` or `stack`.
    case limit(String)
    /// The host ended the script.
    case aborted
  }

  package var kind: Kind
  /// What happened, without the place.
  package var message: String
  /// The file, if it is known.
  package var source: String?
  /// The line in the file, from 1.
  package var line: Int?
  /// The calls that led there, one a line, innermost first; only those in scripts.
  package var traceback: String
  /// What was raised, unless it was a text or is nothing that can leave Lua.
  package var value: FlowValue?

  package init(
    kind: Kind, message: String, source: String? = nil, line: Int? = nil, traceback: String = "",
    value: FlowValue? = nil
  ) {
    self.kind = kind
    self.message = message
    self.source = source
    self.line = line
    self.traceback = traceback
    self.value = value
  }
}

extension LuaFailure: CustomStringConvertible {
  package var description: String {
    let place = [source, line.map(String.init)].compactMap(\.self).joined(separator: ":")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
