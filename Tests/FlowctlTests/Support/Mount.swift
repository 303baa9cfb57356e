import Foundation
import Testing

/// A small file system of its own in memory, which can be full or read-only: root obeys that too.
final class Mount: Sendable {
  let folder: URL

  /// Whether this process may mount; containers and users often may not.
  static let isPossible: Bool = {
    guard geteuid() == 0, let mount = try? Mount(size: "64k") else { return false }
    return mount.isMounted
  }()

  private let isMounted: Bool

  init(size: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    isMounted = try Self.run(
      "mount", "-t", "tmpfs", "-o", "size=\(size),mode=0700", "tmpfs", folder.path)
  }

  func makeReadOnly() throws {
    #expect(try Self.run("mount", "-o", "remount,ro", folder.path))
  }

  deinit {
    _ = try? Self.run("umount", folder.path)
    try? FileManager.default.removeItem(at: folder)
  }

  private static func run(_ arguments: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
