import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that only its owner may use, replaced as a whole and held against other processes.
struct PrivateFile: Sendable {
  let path: String

  private var folder: String { (path as NSString).deletingLastPathComponent }

  /// The bytes, or `nil` if there is no such file.
  ///
  /// A file that others could read counts as an error.
  func read() throws(SecretStoreError) -> [UInt8]? {
    guard let mode = Self.mode(of: path) else { return nil }
    try Self.check(path, mode: mode, expected: "600")
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw .inaccessible(path: path, detail: error.localizedDescription)
    }
  }

  /// Replaces the file so that after a crash either the old or the new bytes are there.
  ///
  /// - Parameters:
  ///   - bytes: What the file is to hold.
  ///   - temporary: Where they are written first: in the same file system, and nobody else's.
  /// - Throws: `SecretStoreError.inaccessible`.
  func replace(with bytes: [UInt8], through temporary: String? = nil) throws(SecretStoreError) {
    let temporary = temporary ?? "\(path).new"
    // Left behind by a crash; the caller's lock keeps other writers out.
    _ = unsafe unlink(temporary)
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("cannot be written") }
    let written = Self.writeAll(bytes, to: file) && fsync(file) == 0
    guard close(file) == 0, written else { throw failure("cannot be written") }
    guard unsafe rename(temporary, path) == 0 else { throw failure("cannot be replaced") }
    try synchronizeFolder()
  }

  /// Runs `body` while no other process, and no other store in this one, is inside.
  func locked<Result>(
    _ body: () throws(SecretStoreError) -> Result
  ) throws(SecretStoreError) -> Result {
    try prepareFolder()
    let file = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("cannot be locked") }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure("cannot be locked") }
    }
    return try body()
  }

  /// Makes the folder for its owner alone if it is missing.
  func prepareFolder() throws(SecretStoreError) {
    if Self.mode(of: folder) == nil {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw .inaccessible(path: folder, detail: error.localizedDescription)
      }
    }
    try Self.check(folder, mode: Self.mode(of: folder) ?? 0, expected: "700")
  }

  /// Makes an empty file for its owner alone if there is none.
  func prepare() throws(SecretStoreError) {
    try prepareFolder()
    let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0, close(file) == 0 else { throw failure("cannot be written") }
    try Self.check(path, mode: Self.mode(of: path) ?? 0, expected: "600")
  }

  func synchronizeFolder() throws(SecretStoreError) {
    let file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure("its folder cannot be opened") }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("its folder cannot be made durable") }
  }

  private func failure(_ what: String) -> SecretStoreError {
    let reason = unsafe String(cString: strerror(errno))
    return .inaccessible(path: path, detail: "\(what): \(reason)")
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func mode(of path: String) -> UInt16? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.uint16Value
  }

  private static func check(
    _ path: String, mode: UInt16, expected: String
  ) throws(SecretStoreError) {
    guard mode & 0o077 != 0 else { return }
    throw .permissions(path: path, mode: String(mode & 0o777, radix: 8), expected: expected)
  }
}
