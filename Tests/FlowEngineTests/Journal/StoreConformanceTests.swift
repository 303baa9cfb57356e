import FlowEngine
import FlowTesting
import Testing

@Suite(.timeLimit(.minutes(15)))
struct StoreConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `the store in memory does what every store has to`(
    check: StoreConformance.Check
  ) async throws {
    let conformance = StoreConformance {
      let journal = MemoryJournal()
      return StorePlace(open: { try await journal.open(worker: $0) })
    }
    try await conformance.run(check)
  }

  @Test(arguments: StoreConformance.checks)
  func `the store on SQLite does what every store has to`(
    check: StoreConformance.Check
  ) async throws {
    let conformance = StoreConformance {
      let home = JournalHome()
      return StorePlace(open: { try home.open($0) })
    }
    try await conformance.run(check)
  }

  @Test func `a memory store works by itself`() async throws {
    let store = MemoryStore()
    try await store.save(bundle: [1], hash: "a")
    #expect(try await store.bundle("a") == [1])
  }
}
