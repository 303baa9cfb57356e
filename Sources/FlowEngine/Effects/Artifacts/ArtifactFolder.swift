import FlowValue

/// Where the files of one run are kept: `artifacts/RUN` in the home, for its owner alone.
struct ArtifactFolder: Sendable {
  private let artifacts: String
  private let path: String

  init(home: String, run: RunID) {
    artifacts = "\(home)/artifacts"
    // A run may be called `..`.
    let isDots = run.rawValue.allSatisfy { $0 == "." }
    path = "\(artifacts)/\(isDots ? "_" : "")\(run)"
  }

  /// Writes a file, in place of one of the same name: after a crash the old or the new one is there.
  ///
  /// - Returns: `{ name, path, size, sha256 }`; no digest where a secret is in the file, since a
  ///   short one could be guessed from it.
  func save(
    _ content: ArtifactContent, secrets: [String: String]
  ) throws(SecretStoreError) -> FlowValue {
    let file = PrivateFile(path: "\(path)/\(content.name)")
    let folder = PrivateFile(path: path)
    try folder.prepareFolder()
    try file.prepareFolder()
    let bytes = content.bytes(secrets: secrets)
    // Names begin with no dot, so no file of the run is called like this.
    try file.replace(with: bytes, through: "\(path)/.\(content.name)")
    try folder.synchronizeFolder()
    try PrivateFile(path: artifacts).synchronizeFolder()
    var saved: FlowValue = [
      "name": .string(content.name), "path": .string(file.path),
      "size": .integer(Int64(bytes.count)),
    ]
    if content.secrets.isEmpty { saved["sha256"] = .string(ArtifactContent.digest(bytes)) }
    return saved
  }
}
