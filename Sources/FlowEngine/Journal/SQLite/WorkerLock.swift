import Synchronization

/// A worker's lock, held for the life of its store.
final class WorkerLock: Sendable {
  private let lock: Mutex<FileLock?>
  private let path: String

  init(lock: consuming FileLock, path: String) {
    self.lock = Mutex(lock)
    self.path = path
  }

  /// Lets go, so that every lease of this worker is free.
  ///
  /// The file goes first: between unlocking and removing, another process could have locked it
  /// anew.
  func leave() {
    lock.withLock { lock in
      lock?.remove(path)
      lock = nil
    }
  }

  deinit { leave() }
}
