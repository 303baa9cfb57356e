package import FlowValue
import LuaVM

/// One entry of a journal, and what the walk did with it.
package struct TraceMoment: Sendable {
  package let sequence: Int
  /// What the entry records, such as `asked` or `answered`.
  package let kind: String
  package let key: String
  package let time: Timestamp
  package let actor: FlowValue?
  package let request: FlowValue?
  package let outcome: FlowValue?
  /// The task that asked.
  package let task: TaskPlace?
  /// The run that was started.
  package let child: String?
  /// For how long it was on its way, or waited, where that is in the journal.
  package let milliseconds: Int64?
  /// What became of the entry later, where it no longer counts.
  package let note: String?
  /// The functions of the scripts that wait for it, the innermost first.
  package let frames: [TraceFrame]
  /// How the run stood before the walk saw the entry.
  package let before: TraceState
  /// What the walk did next.
  package internal(set) var steps: [TraceStep] = []
  /// How the run stood when the walk waited again.
  package internal(set) var after: TraceState

  /// The object that stands for it in JSON.
  package var value: FlowValue {
    [
      "sequence": .integer(Int64(sequence)), "kind": .string(kind), "key": .string(key),
      "time": .string(time.description), "task": task?.value ?? .null,
      "actor": actor ?? .null, "request": request ?? .null, "outcome": outcome ?? .null,
      "duration": milliseconds.map { .string(ISODuration.text(milliseconds: $0)) } ?? .null,
      "child": child.map { .string($0) } ?? .null,
      "note": note.map { .string($0) } ?? .null, "steps": .array(steps.map(\.value)),
    ]
  }

  /// The object that `flowctl trace --at` prints as JSON: with the state around it.
  package var detailedValue: FlowValue {
    var value = self.value
    value["before"] = before.value
    value["after"] = after.value
    value["frames"] = .array(frames.map(\.value))
    return value
  }
}

/// How a run stands between two entries of its journal.
package struct TraceState: Sendable {
  /// The run's context, which tasks export to.
  package let context: FlowValue
  /// What the run waits for: objects with `key`, `kind`, `task` and whether it is `recorded`.
  package let open: FlowValue
  /// The tasks so far, as in `RunReport.tasks`.
  package let tasks: FlowValue

  /// The object that stands for it in JSON.
  package var value: FlowValue { ["context": context, "open": open, "tasks": tasks] }
}

extension TraceState {
  init(_ walk: Walk, asked: Set<EffectKey>) {
    context = walk.context
    open = .array(
      walk.outstanding.map { request in
        [
          "key": .string(request.key.text), "kind": .string(request.kind.rawValue),
          "task": .string(request.task), "recorded": .bool(asked.contains(request.key)),
        ]
      })
    tasks = .array(walk.tasks.map(\.value))
  }
}

/// A function of a script with its local variables, where it waits for an effect.
package struct TraceFrame: Sendable {
  /// Its name; `nil` when unknown.
  package let name: String?
  package let place: ScriptPlace
  package let locals: [(name: String, value: FlowValue?, note: String?)]

  init(_ frame: LuaFrame) {
    name = frame.name ?? (frame.defined == 0 ? "main chunk" : nil)
    place = frame.place
    locals = frame.locals.map { local in
      switch local.value {
      case .data(let value): (local.name, value, nil)
      case .other(let note): (local.name, nil, note)
      }
    }
  }

  /// The object that stands for it in JSON.
  package var value: FlowValue {
    [
      "function": name.map { .string($0) } ?? .null, "at": .string(place.description),
      "locals": .array(
        locals.map { local in
          [
            "name": .string(local.name), "value": local.value ?? .null,
            "note": local.note.map { .string($0) } ?? .null,
          ]
        }),
    ]
  }
}
