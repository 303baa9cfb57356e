import FlowEngine
import Foundation

/// A file as a run has left it.
struct SavedFile: Sendable {
  let name: String
  /// Its media type.
  let type: String
  /// `nil` for one that is no UTF-8 text.
  let text: String?

  init(_ artifact: Artifact) {
    name = artifact.name
    type = artifact.type
    text = FileManager.default.contents(atPath: artifact.path).flatMap {
      String(validating: $0, as: UTF8.self)
    }
  }
}
