import FlowEngine

/// A text that is looked for in a file; `${NAME}` in it stands for the text of a secret.
struct Passage: Sendable {
  let text: String
  let location: SourceLocation

  private static var secret: Regex<(Substring, Substring)> { /\$\{([^}]+)\}/ }

  /// The names of the secrets in it.
  var secrets: [String] { text.matches(of: Self.secret).map { String($0.1) } }

  /// The text with the texts of its secrets.
  func filled(with secrets: [String: String]) -> String {
    text.replacing(Self.secret) { secrets[String($0.1)] ?? String($0.0) }
  }

  /// The number of the line of a text in which it begins; `nil` if it is not there.
  ///
  /// Its line breaks fit those of mails as well, `\r\n`, unless it has such itself.
  func line(in text: String, secrets: [String: String]) -> Int? {
    let wanted = Array(filled(with: secrets).utf8)
    let isExact = wanted.contains(UInt8(ascii: "\r"))
    let bytes = Array((isExact ? text : text.withPlainLineBreaks).utf8)
    return bytes.firstRange(of: wanted).map { range in
      bytes[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
    }
  }
}

extension String {
  /// The text with `\n` for every `\r\n`.
  var withPlainLineBreaks: String {
    // In Swift `\r\n` is one character, in which no search finds the `\n`.
    let bytes = Array(utf8).replacing(Array("\r\n".utf8), with: Array("\n".utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}
