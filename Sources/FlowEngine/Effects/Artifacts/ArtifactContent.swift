import Crypto
import FlowValue

/// What a script gave to `flow.save`: a file to be, whose secrets are still names.
struct ArtifactContent {
  static let plain = "text/plain; charset=utf-8"

  let name: String
  let type: String
  let isCopied: Bool
  private let pieces: [SecretText]
  private let content: FlowValue

  /// Reads `{ name, content, type, copy }`.
  ///
  /// - Throws: a validation problem that names the field.
  init(_ value: FlowValue) throws(Problem) {
    let known = HostTables.fileFields
    if let unknown = (value.object ?? [:]).keys.first(where: { !known.contains($0) }) {
      throw Self.failure(unknown, "is unknown; there are \(known.joined(separator: ", "))")
    }
    guard let name = value["name"]?.string, Self.isName(name) else {
      throw Self.failure(
        "name", "must be a file's name of at most 100 letters, digits and . _ -, without a path")
    }
    let type = value["type"]?.string ?? Self.plain
    guard type.wholeMatch(of: /[\x20-\x7E]{1,200}/) != nil else {
      throw Self.failure("type", "must be a media type such as text/plain")
    }
    let content = value["content"] ?? .null
    let pieces = (content.array ?? [content]).compactMap(SecretText.init)
    guard pieces.count == content.array?.count ?? 1 else {
      throw Self.failure(
        "content", "must be a text, a secret, { prefix, secret }, or a list of these")
    }
    self.name = name
    self.type = type
    self.content = content
    self.pieces = pieces
    isCopied = value["copy"] == true
  }

  /// The names of the secrets in it.
  var secrets: [String] {
    pieces.compactMap { if case .secret(let name, _) = $0 { name } else { nil } }
  }

  /// The arguments of the effect.
  var arguments: FlowValue {
    var arguments: FlowValue = [
      "name": .string(name), "type": .string(type), "content": content,
    ]
    if isCopied { arguments["copy"] = true }
    return arguments
  }

  /// What the journal keeps in place of the content: enough to tell whether it is the same.
  ///
  /// Where secrets are put in, the digest is that of the content with their names.
  var summary: FlowValue {
    guard secrets.isEmpty else {
      return [
        "template": .string(Self.digest(content.canonicalJSON)),
        "secrets": .array(secrets.map { .string($0) }),
      ]
    }
    let bytes = bytes(secrets: [:])
    return ["size": .integer(Int64(bytes.count)), "sha256": .string(Self.digest(bytes))]
  }

  /// The file's bytes with the texts of its secrets.
  func bytes(secrets: [String: String]) -> [UInt8] {
    pieces.flatMap { piece -> [UInt8] in
      switch piece {
      case .plain(let text): Array(text.utf8)
      case .secret(let name, let prefix): Array((prefix + (secrets[name] ?? "")).utf8)
      }
    }
  }

  static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
  }

  private static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/) != nil
  }

  private static func failure(_ field: String, _ what: String) -> Problem {
    ProblemType.validation.problem(
      "flow.save: '\(field)' \(what)", members: ["field": .string(field)])
  }
}
