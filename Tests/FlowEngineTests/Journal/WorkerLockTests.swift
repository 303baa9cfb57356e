import FlowValue
import Foundation
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct WorkerLockTests {
  let home = JournalHome()

  @Test func `a worker that lives in another process holds its runs, until it is killed`()
    async throws
  {
    let ghost = try home.open("ghost")
    let id = try await ghost.createSample("run").run
    try await ghost.close()
    let process = try LockHolder(lockFile("ghost"))
    let store = try home.open()
    let label = "worker ghost (pid \(process.id) on elsewhere)"
    await #expect(throws: StoreError.held(id, by: label)) { try await store.acquire(id) }
    process.kill()
    #expect(try await store.acquire(id).fence == 2)
    #expect(!FileManager.default.fileExists(atPath: lockFile("ghost")))
  }

  @Test func `a worker writes its process and host into its lock file, and removes it at the end`()
    async throws
  {
    let store = try home.open()
    let process = ProcessInfo.processInfo
    let text = try String(contentsOfFile: lockFile("one"), encoding: .utf8)
    #expect(text == "\(process.processIdentifier) \(process.hostName)\n")
    try await store.close()
    #expect(!FileManager.default.fileExists(atPath: lockFile("one")))
  }

  @Test func `a store that goes out of use without being closed frees its runs`() async throws {
    let store = try home.open()
    var other: SQLiteStore? = try home.open("two")
    let id = try #require(try await other?.createSample("run")).run
    other = nil
    #expect(try await store.acquire(id).fence == 2)
  }

  @Test func `two handles on one journal exclude each other in one process`() async throws {
    let (one, two) = (try home.open("one"), try home.open("two"))
    let lease = try await one.createSample("run")
    await #expect(throws: StoreError.self) { try await two.acquire(lease.run) }
    try await one.close()
    _ = try await two.acquire(lease.run)
  }

  @Test func `a name that is no file name cannot be a worker's`() {
    #expect(throws: StoreError.self) { try home.open("../one") }
  }

  @Test func `a lock file that a dead worker left is taken over`() throws {
    try home.file.prepareFolders()
    try Data("1 elsewhere\n".utf8).write(to: URL(filePath: lockFile("one")))
    #expect(try home.file.workerFolder.state(of: "one") == .dead)
    #expect(!FileManager.default.fileExists(atPath: lockFile("one")))
    try Data("a longer line that has to go\n".utf8).write(to: URL(filePath: lockFile("one")))
    let store = try home.open()
    #expect(try home.file.workerFolder.state(of: store.worker) != .dead)
    #expect(home.file.workerFolder.label(of: "one").hasPrefix("worker one (pid "))
  }

  @Test func `a lock on a file that was removed is not mistaken for the worker's`() throws {
    try home.file.prepareFolders()
    let path = lockFile("one")
    let stale = try FileLock(path: path, creating: true)
    try FileManager.default.removeItem(atPath: path)
    #expect(stale?.isNamed(path) == false)
    let lock = try home.file.workerFolder.join("one", process: .processInfo)
    #expect(stale?.isNamed(path) == false)
    stale?.remove(path)
    #expect(FileManager.default.fileExists(atPath: path))
    lock.leave()
  }

  @Test func `of workers that look at a dead one at once, none takes it for alive for good`()
    async throws
  {
    try home.file.prepareFolders()
    let folder = home.file.workerFolder
    for _ in 0..<50 {
      try Data("1 elsewhere\n".utf8).write(to: URL(filePath: lockFile("one")))
      async let looking = folder.state(of: "one")
      let lock = try folder.join("one", process: .processInfo)
      _ = try await looking
      #expect(try folder.state(of: "one") != .dead)
      lock.leave()
      #expect(try folder.state(of: "one") == .dead)
    }
  }

  @Test func `only the owner may look into the home`() async throws {
    try FileManager.default.createDirectory(
      at: home.url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let store = try home.open()
    _ = try await store.createSample("run")
    #expect(try permissions("") == 0o700)
    #expect(try permissions("/workers") == 0o700)
    let names = try FileManager.default.subpathsOfDirectory(atPath: home.url.path)
    #expect(
      names.sorted() == [
        "journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal", "workers", "workers/one.lock",
      ])
    for name in names where name != "workers" { #expect(try permissions("/" + name) == 0o600) }
  }

  @Test func `a journal that others may read is closed to them on opening`() async throws {
    try await home.fill()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: home.file.path)
    _ = try home.open()
    #expect(try permissions("/journal.sqlite") == 0o600)
  }

  private func lockFile(_ worker: String) -> String { "\(home.url.path)/workers/\(worker).lock" }

  private func permissions(_ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: home.url.path + name)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }
}

/// Another process that holds a worker's lock until it is killed.
private final class LockHolder {
  private let process = Process()
  private let output = Pipe()

  var id: Int32 { process.processIdentifier }

  /// Returns once the process has the lock.
  init(_ path: String) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = "echo $$ elsewhere > \"$0\"; echo locked; exec sleep 600"
    process.arguments = ["flock", "--no-fork", path, "sh", "-c", script, path]
    process.standardOutput = output
    try process.run()
    _ = try output.fileHandleForReading.read(upToCount: 7)
  }

  func kill() {
    Foundation.kill(id, SIGKILL)
    process.waitUntilExit()
  }

  deinit { kill() }
}
