package import FlowEngine
package import Foundation

/// Files of a new flow or plugin, and what to do next.
package struct Scaffold {
  /// Paths relative to the working folder, with what goes there.
  package let files: [(path: String, text: String)]
  /// Lines for whoever made it: commands to type, and lines to write elsewhere.
  package let nextSteps: [String]
  /// What may surprise whoever made it.
  package var notes: [String] = []

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

  /// The folder that a new one hides, since it comes before it in the search path.
  ///
  /// - Parameters:
  ///   - path: The new folder's path, relative to the working folder.
  ///   - name: The path that both have in a folder of the search path.
  ///   - file: The file that makes a folder what it is.
  ///   - options: The working folder and the search path.
  /// - Returns: Its path; `nil` if there is none.
  static func hidden(
    by path: String, _ name: String, with file: String, options: EngineOptions
  ) -> String? {
    let new = options.workingDirectory.appending(path: path).standardizedFileURL.path
    let places = Folders(options).searchPath.map {
      $0.appending(path: name).standardizedFileURL
    }
    guard let place = places.firstIndex(where: { $0.path == new }) else { return nil }
    return places[(place + 1)...].first { other in
      other.path != new
        && FileManager.default.fileExists(atPath: other.appending(path: file).path)
    }?.path
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
