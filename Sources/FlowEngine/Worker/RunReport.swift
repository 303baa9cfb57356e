public import FlowValue
import Foundation

/// How a run stands when its worker has done what it can: ended, waiting, or interrupted.
public struct RunReport: Sendable {
  /// The run's id.
  public let id: RunID
  /// The definition's namespace, name and version.
  public let workflow: FlowValue
  /// The run's phase.
  public let phase: RunPhase
  /// What the run returned, once it has completed.
  public let output: FlowValue?
  /// Why the run faulted, or was suspended.
  public let error: Problem?
  /// What the run waits for: an array of objects with `task`, `reference`, `kind` and `due`.
  public let waiting: FlowValue
  /// The tasks in the order they started: `name`, `reference`, `status`, `startedAt`, `endedAt`.
  public let tasks: FlowValue
  /// The files that the run has saved.
  public let artifacts: [Artifact]
  /// Whether the run was interrupted here and can be resumed.
  public let isInterrupted: Bool
  /// The language of the run's texts.
  public let language: String
  /// What the flow says of its output to people; `nil` where it has no such text.
  public private(set) var summary: String?

  /// The object that `flowctl run --output json` prints.
  public var value: FlowValue {
    [
      "id": .string(id.rawValue), "workflow": workflow, "status": .string(phase.rawValue),
      "output": output ?? .null, "error": error?.value ?? .null, "waiting": waiting,
      "tasks": tasks, "artifacts": .array(artifacts.map(\.value)),
    ]
  }
}

extension RunReport {
  /// A run that goes on later.
  init(
    walk: Walk, phase: RunPhase, waiting: [FlowValue] = [], error: Problem? = nil,
    isInterrupted: Bool = false
  ) {
    self.init(
      id: walk.run.id, workflow: walk.program.identity.value, phase: phase, output: nil,
      error: error,
      waiting: .array(waiting), tasks: .array(walk.tasks.map(\.value)), artifacts: walk.artifacts,
      isInterrupted: isInterrupted, language: walk.run.language)
  }

  /// A run that has ended.
  init(walk: Walk, result: RunResult) {
    var output: FlowValue?
    var error: Problem?
    let phase: RunPhase
    switch result {
    case .completed(let value):
      output = value
      phase = .completed
    case .faulted(let problem):
      error = problem
      phase = .faulted
    case .cancelled: phase = .cancelled
    }
    self.init(
      id: walk.run.id, workflow: walk.program.identity.value, phase: phase, output: output,
      error: error, waiting: [], tasks: .array(walk.tasks.map(\.value)), artifacts: walk.artifacts,
      isInterrupted: false, language: walk.run.language)
  }

  /// What the last entry of a journal keeps.
  var journalled: FlowValue {
    var kept: FlowValue = [
      "status": .string(phase.rawValue), "output": output ?? .null,
      "error": error?.value ?? .null, "tasks": tasks,
    ]
    if !artifacts.isEmpty { kept["artifacts"] = .array(artifacts.map(\.value)) }
    return kept
  }

  /// Reads a journal's last entry.
  init?(_ ending: Entry, of row: RunRow, language: String) {
    guard let outcome = ending.outcome,
      let phase = outcome["status"]?.string.flatMap(RunPhase.init)
    else { return nil }
    self.init(
      id: row.id, workflow: row.workflow.value, phase: phase,
      output: phase == .completed ? outcome["output"] : nil,
      error: outcome["error"].flatMap(Problem.init), waiting: [],
      tasks: outcome["tasks"] ?? [],
      artifacts: (outcome["artifacts"]?.array ?? []).compactMap(Artifact.init),
      isInterrupted: false, language: language)
  }
}

extension RunReport {
  /// The report with the flow's text `summary` in it, whose `{a.b}` stand for members of the
  /// output.
  func summarised(by program: Program) -> RunReport {
    guard let output,
      let text = program.texts.text(
        "summary", of: program.workflow.document.name, in: language)
    else { return self }
    var report = self
    report.summary = text.replacing(/\{([A-Za-z0-9_.]+)\}/) { match in
      let value = match.1.split(separator: ".").reduce(output as FlowValue?) { $0?[String($1)] }
      return value.map { $0.string ?? $0.json } ?? ""
    }.trimmingCharacters(in: .newlines)
    return report
  }
}

extension WorkflowIdentity {
  var value: FlowValue {
    ["namespace": .string(namespace), "name": .string(name), "version": .string(version)]
  }
}
