import FlowEngine

/// A file that a run has to save.
struct ExpectedArtifact: Sendable {
  let name: String
  /// Its media type, where it matters.
  let type: String?
  /// What has to be in it.
  let contains: [Passage]
  /// What must not be in it.
  let lacks: [Passage]
  let location: SourceLocation
}
