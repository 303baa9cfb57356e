/// Everything that is wrong with one file, or with the files that one consists of.
public struct DefinitionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The problems in the order of their places; never empty.
  public let diagnostics: [Diagnostic]

  /// An error from its problems, which it sorts by place.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sorted {
      ($0.location.file, $0.location.line, $0.location.column, $0.code.id)
        < ($1.location.file, $1.location.line, $1.location.column, $1.code.id)
    }
  }

  /// All problems as compilers print them, an empty line between two.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n\n")
  }
}
