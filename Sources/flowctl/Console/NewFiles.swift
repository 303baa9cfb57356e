import FlowEngine
import Foundation

/// Files that a command writes.
struct NewFiles {
  let folder: URL

  /// - Throws: `EngineError` naming the file that cannot be written.
  func write(_ text: String, to path: String) throws(EngineError) {
    let file = folder.appending(path: path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw .usage(
        "\(file.relativePath) cannot be written.", hint: "look at the folder's permissions")
    }
  }
}
