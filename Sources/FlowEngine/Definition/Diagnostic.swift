/// One thing wrong with a file: where, what, and the way out.
public struct Diagnostic: Sendable, Equatable {
  /// Whether the file can still be used.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// The stable number under which `flowctl explain` tells more.
  public let code: DiagnosticCode
  /// How bad it is.
  public let severity: Severity
  /// The place of the word or value that is wrong.
  public let location: SourceLocation
  /// What is wrong, without its place.
  public let message: String
  /// What to do instead, if there is something to say.
  public let hint: String?
  /// The whole line at `location`, `nil` where the file has none.
  public let sourceLine: String?
}

extension Diagnostic: CustomStringConvertible {
  /// The diagnostic as compilers print it: place and message, the source line, a caret, the hint.
  public var description: String {
    var text = "\(location): \(severity.rawValue): \(message) [\(code.id)]"
    if let sourceLine, !sourceLine.isEmpty { text += "\n" + Self.excerpt(sourceLine, location) }
    if let hint { text += "\nhint: \(hint)" }
    return text
  }

  /// The line around the place and a caret under it.
  ///
  /// Long lines are cut, and control characters become visible, so that a file cannot steer the
  /// terminal that shows it.
  private static func excerpt(_ line: String, _ location: SourceLocation) -> String {
    let scalars = line.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }
    let caret = min(max(location.column - 1, 0), scalars.count)
    let start = caret < 90 ? 0 : caret - 60
    let end = min(start + 100, scalars.count)
    let head = start > 0 ? "…" : ""
    let tail = end < scalars.count ? "…" : ""
    let indent = scalars[start..<caret].map { $0 == "\t" ? "\t" : " " }.joined()
    let shown = String(String.UnicodeScalarView(scalars[start..<end]))
    return "\(head)\(shown)\(tail)\n\(head.isEmpty ? "" : " ")\(indent)^"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\t"
      || scalar.properties.isBidiControl
  }
}
