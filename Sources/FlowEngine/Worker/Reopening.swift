import FlowValue

/// A faulted run that goes on: the outcome that it faulted on is taken back, and asked for again.
enum Reopening {
  /// The entry that reopens a run; `nil` if it faulted before it had any outcome.
  ///
  /// The last outcome delivered is the one that the run faulted on, for between two outcomes a run
  /// goes on until it waits.
  static func draft(for entries: [Entry], actor: FlowValue, time: Timestamp) -> EntryDraft? {
    let effective = effective(entries)
    guard let answered = effective.last(where: { $0.kind == .answered }) else { return nil }
    let asked = effective.last { $0.kind == .asked && $0.key == answered.key }
    let ended = effective.last { $0.kind == .ended }
    let voided = [asked, answered, ended].compactMap(\.self)
    return draft(voiding: voided, key: answered.key, actor: actor, time: time)
  }

  /// The entry that takes back the end of a run and keeps every outcome; `nil` if it has not ended.
  static func draftKeepingOutcomes(for entries: [Entry], actor: FlowValue, time: Timestamp)
    -> EntryDraft?
  {
    entries.ending.map { draft(voiding: [$0], key: "", actor: actor, time: time) }
  }

  private static func draft(
    voiding voided: [Entry], key: String, actor: FlowValue, time: Timestamp
  ) -> EntryDraft {
    EntryDraft(
      key: key, kind: .reopened,
      request: ["voids": .array(voided.map { .integer(Int64($0.sequence)) })], time: time,
      actor: actor)
  }

  /// The entries that a walk sees: those that no reopening took back, without the marks of
  /// reopenings and other definitions themselves.
  static func effective(_ entries: [Entry]) -> [Entry] {
    guard entries.contains(where: { $0.kind.isMark }) else { return entries }
    let voided = self.voided(entries)
    return entries.filter { !$0.kind.isMark && !voided.contains($0.sequence) }
  }

  /// The places of the entries that reopenings took back.
  static func voided(_ entries: [Entry]) -> Set<Int> {
    let voided = entries.filter { $0.kind == .reopened }.flatMap { entry in
      (entry.request?["voids"]?.array ?? []).compactMap(\.integer)
    }
    return Set(voided.map { Int($0) })
  }
}

extension EntryKind {
  /// Whether it changes how others are read, and is nothing that the walk sees.
  fileprivate var isMark: Bool { self == .reopened || self == .rebound }
}

extension [Entry] {
  /// The entry that says how the run ended; `nil` if it goes on.
  var ending: Entry? {
    let last = last { $0.kind != .rebound }
    return last?.kind == .ended ? last : nil
  }
}
