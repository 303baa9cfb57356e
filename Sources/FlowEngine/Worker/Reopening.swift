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
    let voided = [asked, answered, ended].compactMap(\.self).map(\.sequence)
    return EntryDraft(
      key: answered.key, kind: .reopened,
      request: ["voids": .array(voided.map { .integer(Int64($0)) })], time: time, actor: actor)
  }

  /// The entries that count: those that no reopening took back.
  static func effective(_ entries: [Entry]) -> [Entry] {
    let voided = entries.filter { $0.kind == .reopened }.flatMap { entry in
      (entry.request?["voids"]?.array ?? []).compactMap(\.integer)
    }
    if voided.isEmpty { return entries }
    let sequences = Set(voided.map { Int($0) })
    return entries.filter { $0.kind != .reopened && !sequences.contains($0.sequence) }
  }
}
