import Foundation

/// The lock files of all workers on one journal: `workers/ID.lock`, each with `PID HOST` inside.
///
/// A worker is alive exactly as long as somebody holds its lock. The kernel lets go when the
/// process dies, however it dies, so no clock is involved.
struct WorkerFolder: Sendable {
  let path: String

  /// Whether a worker may be alive.
  enum State: Equatable {
    case dead
    /// Alive; the text is for people: `worker w1 (pid 42 on host)`.
    case alive(String)
  }

  /// Takes a worker's lock for the life of this process.
  func join(_ worker: String, process: ProcessInfo) throws(StoreError) -> WorkerLock {
    let path = self.path(of: worker)
    do throws(OperatingSystemError) {
      if let lock = try takeLock(path) {
        try lock.write("\(process.processIdentifier) \(process.hostName)\n")
        return WorkerLock(lock: lock, path: path)
      }
    } catch { throw error.storeError(path: path) }
    throw .cannotOpen(path: path, reason: "\(label(of: worker)) is running already")
  }

  /// Looks whether a worker is alive, and clears its lock file away if it is not.
  func state(of worker: String) throws(StoreError) -> State {
    let path = self.path(of: worker)
    do throws(OperatingSystemError) {
      guard let lock = try FileLock(path: path, creating: false) else {
        return .alive(label(of: worker))
      }
      lock.remove(path)
      return .dead
    } catch {
      if error.code == ENOENT { return .dead }
      throw error.storeError(path: path)
    }
  }

  /// A worker as people know it, from what it wrote into its lock file.
  func label(of worker: String) -> String {
    let text = (try? String(contentsOfFile: path(of: worker), encoding: .utf8)) ?? ""
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2 else { return "worker \(worker)" }
    return "worker \(worker) (pid \(words[0]) on \(words[1]))"
  }

  private func path(of worker: String) -> String { "\(path)/\(worker).lock" }

  /// Whoever looks whether the worker is alive holds its lock for some microseconds, and may clear
  /// the file away; so one refusal does not mean that another process is this worker.
  private func takeLock(_ path: String) throws(OperatingSystemError) -> FileLock? {
    for _ in 1...20 {
      if let lock = try FileLock(path: path, creating: true) {
        if lock.isNamed(path) { return lock }
      } else {
        usleep(1000)
      }
    }
    return nil
  }
}
