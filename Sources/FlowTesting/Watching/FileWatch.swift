package import Foundation

/// Watches files below some folders by looking at them again and again, which every system can.
package struct FileWatch: Sendable {
  /// When a file was changed last, and how long it is.
  private struct Stamp: Equatable {
    let time: Date?
    let size: Int?
  }

  private var roots: [URL]
  private let interval: Duration
  private var known: [String: Stamp]

  /// A watch that knows the files as they are now.
  ///
  /// - Parameters:
  ///   - roots: The folders and files.
  ///   - interval: How long lies between two looks.
  package init(_ roots: [URL], interval: Duration = .milliseconds(200)) {
    self.roots = Self.resolved(roots)
    self.interval = interval
    known = Self.stamps(self.roots)
  }

  /// Watches other folders and files from now on; what was known of files stays known.
  package mutating func watch(_ roots: [URL]) {
    self.roots = Self.resolved(roots)
    let now = Self.stamps(self.roots)
    known = now.merging(known.filter { now[$0.key] != nil }) { $1 }
  }

  private static func resolved(_ roots: [URL]) -> [URL] {
    Array(Set(roots.map { $0.resolvingSymlinksInPath() }))
  }

  /// How many files are watched.
  package var count: Int { known.count }

  /// Returns when files have been changed, made or removed, and nothing more happens to them.
  ///
  /// - Returns: Their paths.
  /// - Throws: `CancellationError`.
  package mutating func next() async throws -> [String] {
    var last = known
    while true {
      try await ContinuousClock().sleep(for: interval)
      let now = Self.stamps(roots)
      // An editor writes a file in several steps.
      if now == last, now != known { break }
      last = now
    }
    let changed = Set(known.keys).union(last.keys).filter { known[$0] != last[$0] }
    known = last
    return changed.sorted()
  }

  private static func stamps(_ roots: [URL]) -> [String: Stamp] {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey, .isDirectoryKey]
    var stamps: [String: Stamp] = [:]
    func note(_ file: URL) {
      guard let values = try? file.resourceValues(forKeys: keys), values.isDirectory == false else {
        return
      }
      stamps[file.path] = Stamp(time: values.contentModificationDate, size: values.fileSize)
    }
    for root in roots {
      note(root)
      let files = FileManager.default.enumerator(
        at: root, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles])
      while let file = files?.nextObject() as? URL { note(file) }
    }
    return stamps
  }
}
