import Foundation

/// What the file system says about a name or an open file.
///
/// Nothing is opened for it: closing any descriptor of the journal would drop the locks that SQLite
/// holds on it in this process.
struct FileStatus {
  private let status: stat

  /// The file that a path names, `nil` if there is none or it cannot be reached.
  init?(path: String) {
    var status = stat()
    // The C string and the structure both live as long as the call.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  /// The file that is open under a descriptor.
  init?(descriptor: CInt) {
    var status = stat()
    // The structure lives as long as the call.
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.status = status
  }

  /// The size in bytes.
  var size: Int { Int(status.st_size) }

  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// The permissions, such as `0o600`.
  var permissions: mode_t { status.st_mode & 0o7777 }

  func isSameFile(as other: FileStatus) -> Bool {
    status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
  }
}
