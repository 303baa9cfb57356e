import FlowEngine
import Foundation
import Synchronization

/// The world of one execution of a fixture: clock, mocks, simulators, secrets and journal.
///
/// Engines are opened in it and dropped, as processes come and go.
final class FixtureStage: Sendable {
  let subject: FixtureSubject
  let timetable: Timetable
  let mocks: MockTransport
  let world: VirtualWorld
  let journal: MemoryJournal
  /// Keeps which way the run goes.
  private let footprints: Footprints?
  private let home: TemporaryFolder
  /// How many answers each task was given.
  private let given: Mutex<[String: Int]>

  var fixture: Fixture { subject.fixture }

  /// A stage on which nothing has happened yet.
  init(_ subject: FixtureSubject, footprints: Footprints? = nil) {
    let fixture = subject.fixture
    self.subject = subject
    self.footprints = footprints
    timetable = Timetable(start: fixture.clock, events: fixture.meanwhile)
    mocks = MockTransport(fixture.mocks)
    journal = MemoryJournal()
    home = TemporaryFolder()
    given = Mutex([:])
    world = VirtualWorld(
      home: home.url, seed: "fixture", changes: fixture.changes,
      wiring: Self.wiring(timetable, mocks))
  }

  /// The stage as a process leaves it that dies now; it goes its own way from here on.
  ///
  /// - Throws: If what the other keeps on disk cannot be copied.
  init(surviving other: FixtureStage) async throws {
    subject = other.subject
    // It goes the same way, or is a failure.
    footprints = nil
    timetable = Timetable(copying: other.timetable)
    mocks = MockTransport(surviving: other.mocks)
    journal = await other.journal.copy()
    home = try TemporaryFolder(copying: other.home)
    given = Mutex(other.given.withLock(\.self))
    world = await other.world.copy(home: home.url, wiring: Self.wiring(timetable, mocks))
  }

  private static func wiring(_ timetable: Timetable, _ mocks: MockTransport) -> VirtualWorld.Wiring
  {
    VirtualWorld.Wiring(
      now: { timetable.now }, sleep: { await timetable.sleep(until: $0) },
      interposing: { mocks.over($0) }, simulatorFailed: { mocks.fail($0) })
  }

  /// How much has happened outside the journal.
  var outsideChanges: Int {
    timetable.count + mocks.count + given.withLock { $0.values.reduce(0, +) }
  }

  func given(_ task: String) -> Int { given.withLock { $0[task, default: 0] } }

  func give(_ task: String) { given.withLock { $0[task, default: 0] += 1 } }

  /// Opens an engine, as another process would; `crashes` keeps the moments at which it could die.
  func open(worker: String, crashes: CrashMoments?) async throws -> FlowEngine {
    var options = subject.options
    options.profile = fixture.profile ?? options.profile
    options.language = fixture.language ?? "en"
    let surroundings = try Surroundings(options, virtual: world)
    var store = InterposedStore(try await journal.open(worker: worker))
    store.beforeAppend = { crashes?.note($0) }
    store.aroundAppend = { write in
      try await crashes?.keep(self, .before)
      try await write()
      self.mocks.settle()
      try await crashes?.keep(self, .after)
    }
    let engine = FlowEngine(
      surroundings: surroundings, store: store, programs: subject.programs,
      footprints: footprints)
    mocks.onUnexpected { engine.interrupt() }
    timetable.onExhaustion { engine.interrupt() }
    timetable.onEvent { event in
      try await engine.perform(
        event.command, ofSimulator: event.simulator, beside: self.subject.flow)
    }
    return engine
  }
}

/// A folder for what an engine keeps on disk, gone with its last user.
private final class TemporaryFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: "flowctl-test-\(UUID())")

  init() {}

  init(copying other: TemporaryFolder) throws {
    guard FileManager.default.fileExists(atPath: other.url.path) else { return }
    try FileManager.default.copyItem(at: other.url, to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
