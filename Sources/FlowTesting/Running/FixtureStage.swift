import FlowEngine
import Foundation

/// The world of one execution of a fixture: clock, mocks, simulators, secrets and journal.
///
/// Engines are opened in it and dropped, as processes come and go.
final class FixtureStage: Sendable {
  let fixture: Fixture
  /// The flow's path.
  let flow: String
  let timetable: Timetable
  let mocks: MockTransport
  let world: VirtualWorld
  private let home: URL
  private let journal = MemoryJournal()
  private let options: EngineOptions
  private let programs: ProgramCache

  init(_ subject: FixtureSubject) {
    let fixture = subject.fixture
    self.fixture = fixture
    flow = subject.flow
    let timetable = Timetable(start: fixture.clock, events: fixture.meanwhile)
    let mocks = MockTransport(fixture.mocks)
    home = FileManager.default.temporaryDirectory.appending(path: "flowctl-test-\(UUID())")
    world = VirtualWorld(
      home: home, seed: "fixture", changes: fixture.changes, now: { timetable.now },
      sleep: { await timetable.advance(to: $0) }, interposing: { mocks.over($0) })
    self.timetable = timetable
    self.mocks = mocks
    var options = subject.options
    options.profile = fixture.profile ?? options.profile
    options.language = fixture.language ?? "en"
    self.options = options
    programs = subject.programs
  }

  /// Removes what an engine kept on disk.
  deinit { try? FileManager.default.removeItem(at: home) }

  /// Opens an engine, as another process would.
  func open(worker: String, crash: CrashPoint) async throws -> FlowEngine {
    let surroundings = try Surroundings(options, virtual: world)
    let store = crash.store(try await journal.open(worker: worker)) { self.mocks.settle() }
    let engine = FlowEngine(surroundings: surroundings, store: store, programs: programs)
    mocks.onUnexpected { engine.interrupt() }
    return engine
  }
}
