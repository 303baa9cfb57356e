/// Why secrets cannot be read or kept: for the operator, with the way out.
package enum SecretStoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Secrets are stored, and the key that opens them is gone.
  case keyMissing(path: String)
  /// The stored secrets were written with another key.
  case keyMismatch(path: String)
  /// A file does not read as what it should be.
  case damaged(path: String, detail: String)
  /// Written by a later version of this program.
  case newer(path: String, version: Int64)
  /// Other users of this machine could read or change it.
  case permissions(path: String, mode: String, expected: String)
  /// The file system refused.
  case inaccessible(path: String, detail: String)
  /// A name that cannot be one, or a text that cannot be kept.
  case refused(String)

  /// What is wrong.
  package var message: String {
    switch self {
    case .keyMissing(let path): "the key file \(path) is missing, and secrets are stored"
    case .keyMismatch(let path): "the secrets in \(path) were stored with another key file"
    case .damaged(let path, let detail): "\(path) is damaged: \(detail)"
    case .newer(let path, let version): "\(path) has format \(version), newer than this program"
    case .permissions(let path, let mode, _): "\(path) has mode \(mode): others could use it"
    case .inaccessible(let path, let detail): "\(path): \(detail)"
    case .refused(let detail): detail
    }
  }

  /// What to do about it.
  package var hint: String {
    switch self {
    case .keyMissing(let path), .keyMismatch(let path):
      "restore the key file from your backup; or delete the stored secrets beside \(path) and set"
        + " each again with 'flowctl secret set NAME'"
    case .damaged(let path, _):
      "restore \(path) from your backup; or delete it and set each secret again with"
        + " 'flowctl secret set NAME'"
    case .newer: "use the flowctl that wrote it, or a later one"
    case .permissions(let path, _, let expected): "run: chmod \(expected) \(path)"
    case .inaccessible(let path, _): "check the owner of \(path) and the free space, then try again"
    case .refused: "see 'flowctl secret set --help'"
    }
  }

  package var description: String { "\(message) (\(hint))" }
}
