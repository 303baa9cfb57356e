import Synchronization

/// Manifests that were read already, by the text of their files.
///
/// Whoever opens several worlds one after the other, as tests and the sandbox's commands do, reads
/// the same plugins each time, and that is most of the work of opening one.
final class ManifestCache: Sendable {
  static let shared = ManifestCache()

  /// More plugins than a profile has; a watch that sees one change again and again has no end.
  private static let limit = 64

  private struct Key: Hashable {
    let manifest: Bundle.Source
    let parts: [String: Bundle.Source]
  }

  private let manifests = Mutex<[Key: Manifest]>([:])

  /// The manifest of a plugin, read if it is not known yet.
  ///
  /// - Throws: `DefinitionError` of `read`; nothing is kept then.
  func manifest(
    of plugin: Bundle.Plugin, read: () throws(DefinitionError) -> Manifest
  ) throws(DefinitionError) -> Manifest {
    let key = Key(manifest: plugin.manifest, parts: plugin.parts)
    if let known = manifests.withLock({ $0[key] }) { return known }
    let manifest = try read()
    manifests.withLock { manifests in
      if manifests.count >= Self.limit { manifests = [:] }
      manifests[key] = manifest
    }
    return manifest
  }
}
