import FlowValue

/// Where a replay left the journal: both sides, for whoever has to tell which is right.
struct Divergence: Sendable, Equatable {
  /// The entry's place in the journal.
  let sequence: Int
  /// What the entry records.
  let kind: EntryKind
  /// The key of what it asks or answers.
  let key: String
  /// What the journal has there: a request, or how the run ended.
  let content: FlowValue?
  /// What the walk waits for instead.
  let outstanding: [Wish]
  /// How the walk has ended, if it has: its status, with its output or error.
  let ending: FlowValue?

  /// Something that a walk waits for.
  struct Wish: Sendable, Equatable {
    let key: String
    let request: FlowValue
    /// The task's JSON pointer.
    let task: String
    /// Whether the journal has it as asked, and not answered.
    let isAsked: Bool
    /// The line of the script that asks.
    let script: ScriptPlace?
  }

  init(at entry: Entry, of walk: Walk, asked: Set<EffectKey>) {
    sequence = entry.sequence
    kind = entry.kind
    key = entry.key
    content = entry.kind == .ended ? entry.outcome.map(\.ending) : entry.request
    ending = walk.result?.ending
    outstanding = walk.outstanding.map { request in
      Wish(
        key: request.key.text, request: request.value, task: request.task,
        isAsked: asked.contains(request.key), script: walk.frames(at: request.key).first?.place)
    }
  }
}

extension Divergence {
  /// What the journal says at that place.
  var journal: String { "\(kind.rawValue) \(key) \(content?.json ?? "")" }

  /// What the walk wants there.
  var walk: String {
    if !outstanding.isEmpty {
      return outstanding.map { "\($0.key) \($0.request.json)" }
        .joined(separator: "\n           ")
    }
    return ending == nil ? "nothing" : "the run has ended"
  }
}

extension RunResult {
  /// How a run ended, as two walks are compared: where in its definition a problem stands, and in
  /// which lines of its scripts, does not matter.
  var ending: FlowValue {
    switch self {
    case .completed(let output): ["status": "completed", "output": output]
    case .cancelled: ["status": "cancelled"]
    case .faulted(let problem): ["status": "faulted", "error": problem.value.withoutPlace]
    }
  }
}

extension FlowValue {
  /// The end that a journal's last entry holds, in the form of `RunResult.ending`.
  var ending: FlowValue {
    var ending: FlowValue = ["status": self["status"] ?? .null]
    switch self["status"]?.string {
    case "completed": ending["output"] = self["output"] ?? .null
    case "faulted": ending["error"] = self["error"]?.withoutPlace
    default: break
    }
    return ending
  }

  fileprivate var withoutPlace: FlowValue {
    var problem: FlowValue = [:]
    for name in ["type", "title", "status", "detail"] { problem[name] = self[name] }
    // The detail of an error in a script or expression begins with its place.
    if let detail = self["detail"]?.string {
      problem["detail"] = .string(detail.replacing(#/^[^:\s]+:\d+(:\d+)?: /#, with: ""))
    }
    return problem
  }
}
