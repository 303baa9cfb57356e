package import FlowEngine
package import Foundation

/// Files of a new flow or plugin, and what to do next.
package struct Scaffold {
  /// Paths relative to the working folder, with what goes there.
  package let files: [(path: String, text: String)]
  /// Lines for whoever made it: commands to type, and lines to write elsewhere.
  package let nextSteps: [String]

  /// Writes the files, all or none of which are there before.
  ///
  /// - Parameter folder: The working folder.
  /// - Throws: `EngineError` naming a file that is there, or that cannot be written.
  package func write(in folder: URL) throws(EngineError) {
    let manager = FileManager.default
    for file in files where manager.fileExists(atPath: folder.appending(path: file.path).path) {
      throw .usage(
        "\(file.path) is there already; nothing was written.", hint: "take another name or folder")
    }
    for file in files {
      let url = folder.appending(path: file.path)
      do {
        try manager.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      } catch {
        throw .usage(
          "\(file.path) cannot be written.", hint: "look at the folder's permissions")
      }
    }
  }

  /// - Throws: `EngineError` unless the name is one that a definition may have.
  static func check(name: String) throws(EngineError) {
    let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if !name.isEmpty, name.count <= 63, isPlain, !name.hasPrefix("-"), !name.hasSuffix("-") {
      return
    }
    throw .usage(
      "'\(name)' cannot be a name.", hint: "use at most 63 letters, digits and inner hyphens")
  }

  /// The versions of the engine that something made by this one works with.
  static var engine: String { ">=\(EngineVersion.current) <1.0.0" }
}
