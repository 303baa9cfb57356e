import Foundation
import GRDB
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct CommitQueueTests {
  let home = JournalHome()

  /// Runs writes in one commit, by holding the writer up until all of them wait.
  private func commitTogether(
    _ store: SQLiteStore, _ writes: [@Sendable (Database) throws -> Int]
  ) async throws -> [Result<Int, StoreError>] {
    let gate = DispatchSemaphore(value: 0)
    store.connections.writer.asyncWriteWithoutTransaction { _ in gate.wait() }
    return try await withThrowingTaskGroup(of: (Int, Result<Int, StoreError>).self) { group in
      for (index, body) in writes.enumerated() {
        group.addTask {
          do { return (index, .success(try await store.commits.write(body))) } catch {
            return (index, .failure(error as? StoreError ?? .failed(path: "", detail: "\(error)")))
          }
        }
      }
      while store.commits.pendingCount < writes.count { await Task.yield() }
      gate.signal()
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        .sorted { $0.key < $1.key }.map(\.value)
    }
  }

  @Test func `a refused write leaves the others of its commit done`() async throws {
    let store = try home.open()
    let results = try await commitTogether(
      store,
      (0..<20).map { number in
        { database in
          if number == 7 { throw StoreError.unknownBundle("7") }
          try BundleTable(database: database).insert([], hash: "\(number)")
          return number
        }
      })
    #expect(results[7] == .failure(.unknownBundle("7")))
    #expect(results.filter { (try? $0.get()) != nil }.count == 19)
    #expect(try await store.bundle("19") == [])
    #expect(try await store.bundle("7") == nil)
  }

  @Test func `a write that spoils its commit fails alone`() async throws {
    let store = try home.open()
    let results = try await commitTogether(
      store,
      (0..<20).map { number in
        { database in
          let hash = number == 7 ? "6" : "\(number)"
          try database.execute(sql: "INSERT INTO bundles VALUES (?, x'')", arguments: [hash])
          if number == 9 { throw StoreError.unknownBundle("changed something before it refused") }
          return number
        }
      })
    let failed = results.indices.filter { (try? results[$0].get()) == nil }
    #expect(failed.count == 2 && failed.contains(9))
    #expect(failed.contains(6) || failed.contains(7))
    #expect(try await store.bundle("9") == nil)
    #expect(try await store.bundle("19") == [])
  }

  @Test func `writes that wait share a transaction`() async throws {
    let store = try home.open()
    let before = home.file.size(suffix: "-wal")
    let results = try await commitTogether(
      store,
      (0..<64).map { number in
        { database in
          try BundleTable(database: database).insert([], hash: "\(number)")
          return number
        }
      })
    #expect(try results.map { try $0.get() } == Array(0..<64))
    // A commit of its own writes at least two pages: the table's and the index's.
    let pages = (home.file.size(suffix: "-wal") - before) / 4096
    #expect(pages < 64)
  }

  @Test func `closing waits for what was accepted, and refuses the rest`() async throws {
    let store = try home.open()
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask {
          do {
            try await store.commits.write {
              try BundleTable(database: $0).insert([], hash: "\(number)")
            }
            return true
          } catch {
            #expect(error as? StoreError == .closed(path: store.file.path))
            return false
          }
        }
      }
      group.addTask { (try? await store.close()) != nil }
      return await group.reduce(into: 0) { count, isDone in count += isDone ? 1 : 0 }
    }
    let count = try home.tamper { try Int.fetchOne($0, sql: "SELECT count(*) FROM bundles") }
    #expect(count == outcomes - 1)
  }
}
