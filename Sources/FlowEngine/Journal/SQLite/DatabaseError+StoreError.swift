import GRDB

extension DatabaseError {
  /// The error as the store tells it.
  func storeError(path: String) -> StoreError {
    let detail = "\(message ?? "no message") (SQLite code \(extendedResultCode.rawValue))"
    return switch resultCode {
    case .SQLITE_NOTADB: .notADatabase(path: path)
    case .SQLITE_CORRUPT: .corrupt(path: path, detail: detail)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly(path: path)
    case .SQLITE_FULL: .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    case .SQLITE_CANTOPEN: .cannotOpen(path: path, reason: detail)
    default: .failed(path: path, detail: detail)
    }
  }

  /// Whether the statement itself was at fault, not the file or the disk.
  var concernsOneWrite: Bool {
    switch resultCode {
    case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH: true
    default: false
    }
  }
}
