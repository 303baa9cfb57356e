/// Why a store refused or failed, told for the operator: `description` says what, `hint` what next.
package enum StoreError: Error, Sendable, Equatable {
  // Refusals: nothing was written, and the store is well.

  /// A run with this id exists.
  case exists(RunRow)
  case unknownRun(RunID)
  /// The run has ended, so nothing can be posted to it.
  case finished(RunRow)
  /// Somebody drives the run; `by` reads `worker w1 (pid 42 on host)`.
  case held(RunID, by: String)
  /// The lease is no longer the run's.
  case fenced(RunID)
  /// The entries do not continue the journal, which goes on at `expected`.
  case outOfOrder(RunID, expected: Int)
  /// The message is not, or no longer, in the run's inbox.
  case unknownMessage(RunID, id: String)
  /// No bundle is saved under this hash.
  case unknownBundle(String)
  /// A name contains a NUL character, with which no database keeps it whole.
  case unstorable(String)
  /// The store was closed.
  case closed(path: String)

  // Failures of the journal's file or its surroundings.

  case notADatabase(path: String)
  /// A SQLite database of another program.
  case foreignDatabase(path: String)
  /// Written by a newer program.
  case newer(path: String, found: String, supported: String)
  case corrupt(path: String, detail: String)
  case readOnly(path: String)
  case full(path: String)
  /// Another process kept the journal locked for longer than the busy timeout.
  case busy(path: String)
  /// The journal would not wait for the disk.
  case notDurable(path: String, detail: String)
  case cannotOpen(path: String, reason: String)
  /// Reading or writing failed in a way that has no case of its own.
  case failed(path: String, detail: String)
}

extension StoreError {
  /// Whether the store only said no: nothing was written and it works on.
  package var isRefusal: Bool {
    switch self {
    case .exists, .unknownRun, .finished, .held, .fenced, .outOfOrder, .unknownMessage,
      .unknownBundle, .unstorable, .closed:
      true
    case .notADatabase, .foreignDatabase, .newer, .corrupt, .readOnly, .full, .busy, .notDurable,
      .cannotOpen, .failed:
      false
    }
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exists(let row): "Run \(row.id) exists already; it is \(row.phase.rawValue)."
    case .unknownRun(let id): "There is no run \(id) in this journal."
    case .finished(let row): "Run \(row.id) has ended (\(row.phase.rawValue))."
    case .held(let id, let holder): "Run \(id) is driven by \(holder)."
    case .fenced(let id): "Run \(id) was taken over by another worker; nothing was written."
    case .outOfOrder(let id, let expected):
      "The new entries do not continue the journal of run \(id), which goes on at \(expected)."
    case .unknownMessage(let id, let message): "Run \(id) has no message \(message) in its inbox."
    case .unknownBundle(let hash): "There is no bundle \(hash) in this journal."
    case .unstorable(let text):
      "“\(text.replacing("\0", with: "\\0"))” has a NUL character, so it cannot be stored."
    case .closed(let path): "The journal \(path) was closed."
    case .notADatabase(let path): "\(path) is not a journal, or its beginning is damaged."
    case .foreignDatabase(let path): "\(path) is a database of another program."
    case .newer(let path, let found, let supported):
      "\(path) was written by a newer program: it has \(found), this one knows \(supported)."
    case .corrupt(let path, let detail): "The journal \(path) is damaged: \(detail)."
    case .readOnly(let path): "\(path) cannot be written to."
    case .full(let path): "There is no space left to write \(path)."
    case .busy(let path): "Another process keeps the journal \(path) locked."
    case .notDurable(let path, let detail):
      "The journal \(path) would not survive a power failure: \(detail)."
    case .cannotOpen(let path, let reason): "\(path) cannot be opened: \(reason)."
    case .failed(let path, let detail): "Writing or reading \(path) failed: \(detail)."
    }
  }
}

extension StoreError {
  /// What to do next, as far as the store can tell.
  package var hint: String {
    switch self {
    case .exists(let row): "flowctl show \(row.id), or choose another --id"
    case .finished(let row): "flowctl show \(row.id)"
    case .unknownRun: "flowctl runs"
    case .held(let id, _): "flowctl show \(id), or stop that worker: the run is then free at once"
    case .fenced(let id), .outOfOrder(let id, _), .unknownMessage(let id, _):
      "flowctl show \(id), then flowctl resume \(id)"
    case .unknownBundle: "flowctl doctor"
    case .unstorable: "rename it"
    case .closed: "run the command again"
    case .notADatabase, .foreignDatabase: "choose another folder with FLOWCTL_HOME"
    case .newer: "install the version of flowctl that wrote it, or a later one"
    case .corrupt(let path, _):
      "restore \(path) from a backup; sqlite3 \(path) .recover shows what can still be read"
    case .readOnly(let path): "make the folder of \(path) writable, or set FLOWCTL_HOME"
    case .full(let path): "free some space on the disk of \(path), then flowctl resume the run"
    case .busy: "wait for the other process to end, then try again"
    case .notDurable: "put FLOWCTL_HOME on a local file system"
    case .cannotOpen(let path, _): "see to the folder of \(path), or set FLOWCTL_HOME"
    case .failed: "flowctl doctor"
    }
  }
}

extension StoreError {
  /// Refuses names that a database would silently cut at a NUL character.
  package static func requireStorable(_ names: [String]) throws(StoreError) {
    for name in names where name.utf8.contains(0) { throw .unstorable(name) }
  }
}
