import Foundation

/// The `errno` of a system call that failed.
package struct OperatingSystemError: Error {
  let code: CInt

  /// The error of that code.
  package init(code: CInt) { self.code = code }

  /// What the last system call of this thread left behind.
  static var last: OperatingSystemError { OperatingSystemError(code: errno) }

  /// The error in words.
  package var reason: String { unsafe String(cString: strerror(code)) }

  /// The error as the store tells it.
  func storeError(path: String) -> StoreError {
    switch code {
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    case ENOSPC, EDQUOT: .full(path: path)
    default: .cannotOpen(path: path, reason: reason)
    }
  }
}
