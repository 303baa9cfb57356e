import Foundation

/// An exclusive `flock` on an open file, let go when the value is destroyed or its process dies.
struct FileLock: ~Copyable {
  private let descriptor: CInt

  deinit { close(descriptor) }

  /// Opens a file and locks it, creating it if asked to.
  /// - Returns: `nil` if somebody else has the lock.
  init?(path: String, creating: Bool) throws(OperatingSystemError) {
    let flags = O_RDWR | O_CLOEXEC | (creating ? O_CREAT : 0)
    // The C string lives as long as the call.
    let descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .last }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let failure = OperatingSystemError.last
      close(descriptor)
      if failure.code == EWOULDBLOCK { return nil }
      throw failure
    }
    self.descriptor = descriptor
  }

  /// Whether the path still names the locked file.
  ///
  /// Whoever removes a lock file does so while holding it, so a lock got on a removed file excludes
  /// nobody and has to be taken again.
  func isNamed(_ path: String) -> Bool {
    guard let mine = FileStatus(descriptor: descriptor), let named = FileStatus(path: path) else {
      return false
    }
    return mine.isSameFile(as: named)
  }

  /// Removes the locked file, if the path still names it.
  func remove(_ path: String) {
    // The C string lives as long as the call. A file that stays is only litter.
    if isNamed(path) { _ = unsafe unlink(path) }
  }

  /// Replaces the file's content.
  func write(_ text: String) throws(OperatingSystemError) {
    let bytes = Array(text.utf8)
    // The buffer lives as long as the call, and its length is its own.
    let written = unsafe bytes.withUnsafeBytes { buffer in
      ftruncate(descriptor, 0) == 0
        ? unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, 0) : -1
    }
    guard written == bytes.count else { throw .last }
  }
}
