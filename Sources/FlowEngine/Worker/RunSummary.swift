public import FlowValue

/// One line of a list of runs.
public struct RunSummary: Sendable {
  /// The run's id.
  public let id: RunID
  /// The definition, as `namespace/name:version`.
  public let workflow: String
  /// The run's phase.
  public let phase: RunPhase
  /// The profile it acts on.
  public let profile: String
  /// When the run was started.
  public let startedAt: Timestamp
  /// When the run last changed.
  public let updatedAt: Timestamp
  /// When the run next has something to do of itself.
  public let wakeAt: Timestamp?
  /// What the run waits for, as in `RunReport.waiting`.
  public let waiting: FlowValue
  /// Why the run faulted, or was suspended.
  public let error: Problem?

  init(_ row: RunRow) {
    id = row.id
    workflow = row.workflow.description
    phase = row.phase
    profile = row.profile
    startedAt = row.startedAt
    updatedAt = row.updatedAt
    wakeAt = row.wakeAt
    waiting = row.waiting
    error = row.error.flatMap(Problem.init)
  }

  /// The object that `flowctl runs --output json` lists.
  public var value: FlowValue {
    [
      "id": .string(id.rawValue), "workflow": .string(workflow),
      "status": .string(phase.rawValue), "profile": .string(profile),
      "startedAt": .string(startedAt.description), "updatedAt": .string(updatedAt.description),
      "wakeAt": wakeAt.map { .string($0.description) } ?? .null, "waiting": waiting,
      "error": error?.value ?? .null,
    ]
  }
}
