import Foundation

/// A folder made read-only even for root, by mounting it on itself.
struct ReadOnlyMount {
  struct Failed: Error {}

  /// Whether this process may mount, found out by doing it once.
  static let isPossible: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "mount-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try ReadOnlyMount(folder.path).remove()
      return true
    } catch { return false }
  }()

  private let path: String

  init(_ path: String) throws {
    self.path = path
    guard Self.run("mount", "--bind", path, path) else { throw Failed() }
    guard Self.run("mount", "-o", "remount,ro,bind", path) else {
      remove()
      throw Failed()
    }
  }

  func remove() { _ = Self.run("umount", path) }

  private static func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
