import Foundation

/// The `errno` of a system call that failed.
struct OperatingSystemError: Error {
  let code: CInt

  /// What the last system call of this thread left behind.
  static var last: OperatingSystemError { OperatingSystemError(code: errno) }

  /// The error in words.
  var reason: String {
    POSIXErrorCode(rawValue: code).map { POSIXError($0).localizedDescription } ?? "error \(code)"
  }

  /// The error as the store tells it.
  func storeError(path: String) -> StoreError {
    switch code {
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    case ENOSPC, EDQUOT: .full(path: path)
    default: .cannotOpen(path: path, reason: reason)
    }
  }
}
