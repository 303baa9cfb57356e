package import FlowValue
import Foundation

/// A run as its journal tells it, with the runs that it started: what a test of it is made of.
package struct RunRecord: Sendable {
  /// How the run stands.
  package let report: RunReport
  package let input: FlowValue
  package let startedAt: Timestamp
  /// Who started it: `upn`, `name` and `roles`, as far as they are known.
  package let actor: FlowValue
  package let language: String
  /// The settings that are otherwise than the plugins have them by themselves, by plugin.
  package let settings: FlowValue
  /// The calls in the order in which they were begun, or answered where the beginning is not
  /// recorded.
  package let exchanges: [RecordedExchange]
  /// What people answered, in the order of the answers.
  package let answers: [Answer]
  /// Texts that are others in another run: what came of chance, and ids.
  package let chance: Set<String>
  /// What the run and those that it started held against schemas that mark personal data.
  package let checks: [Check]
  package let definition: Definition

  /// An answer to a question.
  package struct Answer: Sendable {
    package let task: String
    /// The schema of the form.
    package let schema: FlowValue
    package let value: FlowValue
  }

  /// A value that was held against a schema.
  package struct Check: Sendable {
    package let value: FlowValue
    package let schema: FlowValue
  }

  /// What the run's definition says of its values.
  package struct Definition: Sendable {
    package let title: String
    package let input: FlowValue?
    package let output: FlowValue?
    /// The files that may hold schemas, as values.
    package let documents: [FlowValue]
    /// The texts of scripts and hooks, and of files of translations; simulators are others.
    package let scripts: [String]
    /// The texts of all files but those of simulators.
    package let texts: [String]
  }
}

extension FlowEngine {
  /// A run as its journal tells it: nothing is performed.
  ///
  /// - Throws: `EngineError` if there is no such run, or the definition cannot be read any more.
  package func record(of id: RunID) async throws -> RunRecord {
    let report = try await show(id).report
    return try await translatingErrors {
      let journals = try await journals(from: id)
      guard let own = journals.first else { throw StoreError.unknownRun(id) }
      let program = try await program(own.start.bundle)
      var reader = JournalReading(surroundings: surroundings, program: program)
      let calls = try journals.flatMap { try reader.read($0) }
      let facts = own.start.facts
      let actor = (facts.actor.object ?? [:]).filter { ["upn", "name", "roles"].contains($0.key) }
      return RunRecord(
        report: report, input: facts.input, startedAt: facts.startedAt, actor: .object(actor),
        language: facts.language,
        settings: try surroundings.changedSettings(facts.settings, of: program),
        exchanges: calls.sorted { $0.time < $1.time }.map(\.exchange), answers: reader.answers,
        chance: reader.chance, checks: try await checks(in: journals),
        definition: try await definition(own.start.bundle, program))
    }
  }

  /// The file of a flow's workflow.
  package func file(of flow: String) throws(EngineError) -> String {
    try surroundings.folder(of: flow).workflow.standardizedFileURL.path
  }

  /// The journal of a run, then those of the runs that it started.
  private func journals(from id: RunID) async throws -> [RunJournalText] {
    let journal = try await store.entries(of: id)
    let entries = Reopening.effective(journal)
    let own = RunJournalText(start: try RunStart(journal, of: id), entries: entries)
    var all = [own]
    var counts: [String: Int] = [:]
    for entry in entries where entry.kind == .asked && entry.request?["run"] != nil {
      let key = EffectKey(entry.key).withoutAttempts
      let child = RequestID.make(run: id, key: key, definiteAnswers: counts[key, default: 0])
      counts[key, default: 0] += 1
      guard let child = RunID(rawValue: child), try await store.run(child) != nil else { continue }
      all += try await journals(from: child)
    }
    return all
  }

  /// What stands in no journal, since it comes of it: the runs are walked once more.
  private func checks(in journals: [RunJournalText]) async throws -> [RunRecord.Check] {
    var checks: [RunRecord.Check] = []
    for journal in journals {
      let program = try await program(journal.start.bundle)
      let observer = CheckObserver()
      let walk = try Walk(
        program, replaying: journal.entries, of: journal.start, observer: observer)
      defer { walk.release() }
      var replay = Replay(walk: walk, run: journal.start.facts.id)
      try replay.run(journal.entries.filter { $0.kind != .ended })
      checks += observer.checks
    }
    return checks
  }

  private func definition(_ hash: String, _ program: Program) async throws -> RunRecord.Definition {
    guard let bytes = try await store.bundle(hash), let bundle = Bundle(bytes: bytes) else {
      throw StoreError.unknownBundle(hash)
    }
    let document = program.workflow.document
    let scripts = bundle.scripts(withoutModules: Set(program.simulatorModules))
    return RunRecord.Definition(
      title: document.title ?? document.name, input: program.workflow.input.schema?.source,
      output: program.workflow.output.schema?.source,
      documents: try bundle.documents.map {
        try FlowEngine.readDocument($0.text, file: $0.file)
      }, scripts: scripts, texts: bundle.documents.map(\.text) + scripts)
  }
}

/// The entries of a journal that count, and how its run began.
struct RunJournalText {
  let start: RunStart
  let entries: [Entry]
}

extension Program {
  /// The first parts of the names of modules that simulators are made of.
  fileprivate var simulatorModules: [String] {
    plugins.flatMap { $0.manifest.simulators.map(\.module) }
  }
}

extension Bundle {
  /// The files that may hold schemas.
  fileprivate var documents: [Source] {
    [workflow] + subworkflows.map(\.workflow)
      + plugins.flatMap { [$0.manifest] + $0.parts.values.sorted { $0.file < $1.file } }
  }

  fileprivate func scripts(withoutModules left: Set<String>) -> [String] {
    let scripts = plugins.flatMap { plugin in
      plugin.modules.filter { !left.contains($0.key.components(separatedBy: ".")[0]) }.values
    }
    let translations =
      plugins.flatMap(\.texts.values) + texts.values
      + subworkflows.flatMap(\.texts.values)
    let hooks = [hooks].compactMap(\.self) + subworkflows.compactMap(\.hooks)
    return (scripts + translations + hooks).map(\.text)
  }
}
