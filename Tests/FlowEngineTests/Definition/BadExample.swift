import Testing

/// A bad file, and word by word what is said of it.
struct BadExample: Sendable, CustomTestStringConvertible {
  enum Kind: Sendable { case workflow, manifest, configuration }

  let code: String
  let kind: Kind
  let text: String
  let rendered: String

  var testDescription: String { "\(code) \(text.suffix(60))" }

  static let all =
    syntax + shape + later + task + call + event + reference + schema + plugin
}
