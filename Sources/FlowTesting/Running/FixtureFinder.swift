package import FlowEngine
package import Foundation

/// Finds the fixtures that a command line means: by a flow's name or folder, or by their own path.
package struct FixtureFinder {
  private let options: EngineOptions
  private let programs = ProgramCaches()

  /// A finder that looks from the options' folder on.
  package init(_ options: EngineOptions) { self.options = options }

  /// The fixtures of some flows, each once and in the order of the paths; all below `./flows` if
  /// there is no path.
  ///
  /// - Throws: `EngineError` naming the path that leads to none.
  package func sources(_ paths: [String]) throws(EngineError) -> [FixtureSource] {
    if paths.isEmpty {
      guard Self.isFolder(options.workingDirectory.appending(path: "flows")) else {
        throw .usage(
          "There is no folder 'flows' here.",
          hint: "go to the folder that holds it, or name a flow or a fixture")
      }
      return try sources(at: options.workingDirectory, "flows")
    }
    var found: [FixtureSource] = []
    for path in paths { found += try sources(at: try folder(of: path), path) }
    var known: Set<String> = []
    return found.filter { known.insert($0.url.path).inserted }
  }

  /// Where there may be more fixtures later: the folders that the paths lead to.
  package func folders(_ paths: [String]) -> [URL] {
    guard !paths.isEmpty else { return [options.workingDirectory.appending(path: "flows")] }
    return paths.compactMap { path in
      (try? folder(of: path)).map { Self.url(path, from: $0).standardizedFileURL }
    }
  }

  /// The fixtures in folders and below, each once; none where there are none.
  func sources(below folders: [URL]) -> [FixtureSource] {
    var known: Set<String> = []
    return folders.filter(Self.isFolder).flatMap { Self.files(in: $0.standardizedFileURL) }
      .filter { known.insert($0.path).inserted }.map { source($0) }
  }

  /// What makes a fixture of a run, at a path where there is none yet.
  ///
  /// - Throws: `EngineError` if there is a file.
  package func recorder(_ path: String) throws(EngineError) -> FixtureRecorder {
    let url = Self.url(path, from: options.workingDirectory).standardizedFileURL
    if FileManager.default.fileExists(atPath: url.path) {
      throw .usage(
        "\(path) exists already, and a recording overwrites nothing.",
        hint: "give --record a new file's path, or remove the file first")
    }
    return FixtureRecorder(source(url))
  }

  /// Where a path starts: this folder, or one that has a flow of that name.
  private func folder(of path: String) throws(EngineError) -> URL {
    let base = options.workingDirectory
    let named = options.environment["FLOWCTL_FLOWS"].map { [Self.url($0, from: base)] } ?? []
    let candidates = [base, base.appending(path: "flows")] + named
    let found = candidates.first {
      FileManager.default.fileExists(atPath: Self.url(path, from: $0).path)
    }
    guard let found else {
      throw .usage(
        "There is no flow and no fixture '\(path)'.",
        hint: "give a flow's name or folder, or a fixture's path")
    }
    return found
  }

  private func sources(at base: URL, _ path: String) throws(EngineError) -> [FixtureSource] {
    let url = Self.url(path, from: base).standardizedFileURL
    guard Self.isFolder(url) else { return [source(url)] }
    let found = Self.files(in: url).map { source($0) }
    if found.isEmpty {
      throw .usage(
        "There is no fixture in \(shown(url)).",
        hint: "write one into the folder 'fixtures' of a flow, flows/NAME/fixtures/")
    }
    return found
  }

  /// The YAML files in every folder `fixtures` below a folder, or in that folder itself.
  private static func files(in folder: URL) -> [URL] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.flatMap { name -> [URL] in
      let url = folder.appending(path: name)
      if isFolder(url) { return name.hasPrefix(".") ? [] : files(in: url) }
      let isFixture = folder.lastPathComponent == "fixtures" && url.pathExtension == "yaml"
      return isFixture ? [url] : []
    }
  }

  private static func url(_ path: String, from base: URL) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : base.appending(path: path)
  }

  private static func isFolder(_ url: URL) -> Bool {
    let target = url.resolvingSymlinksInPath()
    return (try? target.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  /// A fixture sees nothing of the machine but the flows on it: no setting and no secret of the
  /// environment.
  private func source(_ file: URL) -> FixtureSource {
    var options = options
    options.environment = options.environment.filter { $0.key == "FLOWCTL_FLOWS" }
    return FixtureSource(url: file, file: shown(file), options: options, programs: programs)
  }

  private func shown(_ url: URL) -> String {
    let (path, base) = (url.path, options.workingDirectory.standardizedFileURL.path)
    return path.hasPrefix(base + "/") ? String(path.dropFirst(base.count + 1)) : path
  }
}
