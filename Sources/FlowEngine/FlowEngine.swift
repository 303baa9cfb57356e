public import FlowValue
import Foundation
import Logging
import Synchronization

/// Runs workflows: the library's front door.
///
/// ```swift
/// let engine = try await FlowEngine(EngineOptions())
/// let run = try await engine.start("greet", input: ["name": "Ada"])
/// let report = try await run.finish()
/// await engine.close()
/// ```
///
/// Follow one run: `start` reads the flow into a `Bundle` and its `Program`, writes the first entry
/// of the journal, and returns an `ActiveRun`; its `finish` hands the run to a `RunDriver`, which
/// lets a `Walk` ask for effects, has the `LivePerformer` perform them, and records each outcome in
/// the `RunStore` before the walk sees it.
public struct FlowEngine: Sendable {
  package let surroundings: Surroundings
  private let journal: JournalDoor
  private let programs: ProgramCache
  let signals = RunSignals()
  let footprints: Footprints?

  /// Reads the configuration.
  ///
  /// The journal is opened, and made, when a run first needs it, so that a definition or input that
  /// is refused leaves nothing behind.
  ///
  /// - Throws: `EngineError` if the configuration is not usable, `DefinitionError` if it is wrong.
  public init(_ options: EngineOptions) async throws {
    let surroundings = try Surroundings(options)
    self.surroundings = surroundings
    programs = ProgramCache()
    footprints = nil
    journal = JournalDoor {
      try SQLiteStore.open(
        home: surroundings.home, worker: surroundings.workerID(), log: surroundings.log)
    }
  }

  /// An engine over parts of its own; engines that are opened one after the other may share the
  /// programs that were read.
  ///
  /// - Parameters:
  ///   - surroundings: What it works in.
  ///   - store: Where its runs are kept.
  ///   - programs: The programs that were read already.
  ///   - footprints: Keeps which ways the walks of its runs go.
  package init(
    surroundings: Surroundings, store: any RunStore, programs: ProgramCache = ProgramCache(),
    footprints: Footprints? = nil
  ) {
    self.surroundings = surroundings
    self.programs = programs
    self.footprints = footprints
    journal = JournalDoor { store }
  }

  /// The journal, opened if it is not.
  package var store: any RunStore { get throws { try journal.store() } }

  /// Asks every run that this engine drives to stop soon, and lets it drive none from then on.
  ///
  /// What is on its way is finished and recorded first, and the runs can be resumed.
  public func interrupt() { signals.interrupt() }

  /// Closes the journal.
  ///
  /// Runs that are still driven stop at their next entry and can be resumed.
  public func close() async {
    do {
      try await journal.close()
    } catch {
      surroundings.log.error("the journal did not close cleanly: \(error)")
    }
    await surroundings.close()
  }

  // MARK: - Runs

  /// Starts a run, or attaches to the one that has the id already.
  ///
  /// Nothing has been performed when this returns, and the run is in the journal.
  ///
  /// - Parameters:
  ///   - flow: A flow's name or path.
  ///   - input: The workflow's raw input.
  ///   - id: The run's id; `nil` makes one. A run of the same definition and input that has it is
  ///     attached to.
  ///   - observer: Is told of progress while the run is driven.
  /// - Returns: The run, which `finish` drives.
  /// - Throws: `DefinitionError` or `EngineError`; no run was made then.
  public func start(
    _ flow: String, input: FlowValue, id: String? = nil,
    observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ActiveRun {
    let read = try read(flow)
    let (program, bytes, hash) = (read.program, read.bytes, read.hash)
    try checkInput(input, of: program)
    let run = try runID(id)
    let start = RunStart(
      facts: try surroundings.facts(run: run, input: input, program: program), bundle: hash,
      profile: surroundings.profile.name)
    return try await translatingErrors {
      try await store.save(bundle: bytes, hash: hash)
      return try await create(start, program: program, observer: observer)
    }
  }

  /// Takes up a run that was stopped or waits.
  ///
  /// - Throws: `EngineError` if there is no such run, or another worker drives it.
  public func resume(
    _ id: RunID, observer: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ActiveRun {
    try await translatingErrors {
      guard let row = try await store.run(id) else { throw StoreError.unknownRun(id) }
      try checkProfile(of: row)
      if row.phase.isFinished { return ActiveRun(ended: try await ended(row), engine: self) }
      let run = try await hold(id, observer: observer)
      guard run.hasEnded else { return run }
      // It ended between the look at its row and the lease.
      try await run.letGo()
      return try await resume(id, observer: observer)
    }
  }

  /// The runs of the journal, the newest first.
  ///
  /// - Parameters:
  ///   - phases: Only runs in one of these; `nil` for all.
  ///   - limit: At most so many; `nil` for all.
  /// - Returns: What the journal says of each run.
  /// - Throws: `EngineError` if the journal cannot be read.
  public func runs(phases: Set<RunPhase>? = nil, limit: Int? = nil) async throws -> [RunSummary] {
    try await translatingErrors {
      try await store.runs(RunFilter(phases: phases, limit: limit)).map(RunSummary.init)
    }
  }

  // MARK: - Inside

  /// A flow with all that defines a run of it: its plugins, and the workflows that it runs.
  func read(_ flow: String) throws -> ReadFlow {
    try programs.flow(flow) {
      let bundle = try surroundings.folder(of: flow).bundle()
      let read = try pinned(bundle)
      if read.program.workflow.subworkflows.isEmpty { return read }
      return try pinned(try surroundings.completing(bundle, of: read.program))
    }
  }

  /// The program of a bundle, with the bytes and the hash that a run is pinned to.
  func pinned(_ bundle: Bundle) throws -> ReadFlow {
    let bytes = bundle.bytes
    let hash = Bundle.hash(bytes)
    let program = try programs.program(hash) { try Program(bundle) }
    return ReadFlow(program: program, bytes: bytes, hash: hash)
  }

  func create(
    _ start: RunStart, program: Program, observer: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> ActiveRun {
    var chain = EntryChain(run: start.facts.id, last: nil)
    let first = chain.seal(start.draft) { surroundings.world.randomBytes(16) }
    let row = RunRow(
      id: start.facts.id, workflow: program.identity, bundle: start.bundle,
      inputDigest: start.inputDigest, profile: start.profile, startedAt: start.facts.startedAt)
    do {
      let lease = try await store.create(row, entries: [first])
      return ActiveRun(
        lease: lease, start: start, entries: [first], program: program, engine: self,
        observer: observer)
    } catch StoreError.exists(let other) {
      var isSame = other.bundle == row.bundle
      if !isSame { isSame = try await isChild(other.id, of: start.parent) }
      guard isSame, other.inputDigest == row.inputDigest, other.profile == row.profile else {
        throw RunError.otherRun(row.id)
      }
      return try await resume(row.id, observer: observer)
    }
  }

  /// Takes a run's lease and reads its journal; `opening` says what is appended before anything
  /// else.
  func hold(
    _ id: RunID, observer: @escaping @Sendable (RunEvent) -> Void,
    opening: ([Entry]) async throws -> Opening? = { _ in nil }
  ) async throws -> ActiveRun {
    let lease = try await store.acquire(id)
    do {
      var entries = try await store.entries(of: id)
      if let opening = try await opening(entries) {
        entries += try await append(opening, after: entries.last, under: lease)
      }
      let start = try RunStart(entries, of: id)
      let program = try await self.program(start.bundle)
      return ActiveRun(
        lease: lease, start: start, entries: entries, program: program, engine: self,
        observer: observer)
    } catch {
      try await store.release(lease)
      throw error
    }
  }

  /// Returns the entries once they are durable.
  func append(_ opening: Opening, after last: Entry?, under lease: Lease) async throws -> [Entry] {
    var chain = EntryChain(run: lease.run, last: last)
    let entries = opening.drafts.map { draft in
      chain.seal(draft) { surroundings.world.randomBytes(16) }
    }
    try await store.append(entries, row: opening.progress, consuming: [], lease: lease)
    return entries
  }

  private func ended(_ row: RunRow) async throws -> RunReport {
    let entries = try await store.entries(of: row.id)
    let start = try RunStart(entries, of: row.id)
    guard let ending = entries.ending,
      let report = RunReport(ending, of: row, language: start.facts.language)
    else {
      throw RunError.unreadableJournal(row.id, "its last entry does not say how the run ended")
    }
    return report.summarised(by: try await program(start.bundle))
  }

  func program(_ hash: String) async throws -> Program {
    if let known = programs[hash] { return known }
    guard let bytes = try await store.bundle(hash) else { throw StoreError.unknownBundle(hash) }
    guard Bundle.hash(bytes) == hash, let bundle = Bundle(bytes: bytes) else {
      throw EngineError(
        .environment, "The definition that the run is pinned to (\(hash)) is damaged.",
        hint: "restore the journal from a backup")
    }
    return try programs.program(hash) { try Program(bundle) }
  }

  /// A run goes on in the outside world that it began in, and in no other.
  func checkProfile(of row: RunRow) throws(RunError) {
    let open = surroundings.profile.name
    guard row.profile == open || row.phase.isFinished else {
      throw .otherProfile(row.id, recorded: row.profile, open: open)
    }
  }

  func checkInput(_ input: FlowValue, of program: Program) throws(EngineError) {
    let violations = program.workflow.input.schema?.violations(of: input) ?? []
    if !violations.isEmpty {
      throw .invalidInput(violations, workflow: program.identity.description)
    }
  }

  private func runID(_ text: String?) throws(EngineError) -> RunID {
    guard let text else {
      return RunID(at: surroundings.world.now(), random: surroundings.world.randomBytes(10))
    }
    guard let id = RunID(rawValue: text) else {
      throw .usage(
        "'\(text)' cannot be the id of a run.",
        hint: "use 1 to 64 letters, digits, dots, dashes and underscores")
    }
    return id
  }
}

/// Opens the journal once, when it is first needed.
private final class JournalDoor: Sendable {
  private let open: @Sendable () throws -> any RunStore
  private let opened = Mutex<(any RunStore)?>(nil)

  init(_ open: @escaping @Sendable () throws -> any RunStore) { self.open = open }

  func store() throws -> any RunStore {
    try opened.withLock { opened in
      if let store = opened { return store }
      let store = try open()
      opened = store
      return store
    }
  }

  func close() async throws { try await opened.withLock(\.self)?.close() }
}
