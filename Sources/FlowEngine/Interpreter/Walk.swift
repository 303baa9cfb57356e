import FlowValue

/// The walk of one run: deterministic, single-threaded, and without any contact to the outside.
///
/// A driver calls `start`, has the `outstanding` request performed, and gives its outcome back with
/// `deliver`. Between two deliveries every strand goes on until it
/// waits. Whether the outcomes are fresh or come from the journal makes no difference here.
final class Walk {
  let program: Program
  let run: RunFacts
  let scripts: Scripts
  let expressions: any ExpressionLanguage
  let observer: any WalkObserver

  /// The run's context, which tasks change through `export`.
  var context: FlowValue
  /// The time of the last entry delivered, which is what unwritten steps are dated with.
  private(set) var time: Timestamp
  private(set) var tasks: [TaskRecord] = []
  private(set) var result: RunResult?
  /// Scripts that went over a limit when they ran first; they fail there without running again.
  private let recordedLimits: Set<String>

  private var strand = Strand()
  private var stepsSinceDelivery = 0

  init(
    program: Program, run: RunFacts, recordedLimits: Set<String>, observer: any WalkObserver
  ) throws(Problem) {
    self.program = program
    self.run = run
    self.recordedLimits = recordedLimits
    self.observer = observer
    context = .null
    time = run.startedAt
    scripts = try Scripts(program: program)
    expressions = LuaExpressions(vm: scripts.vm, count: program.workflow.expressionCount)
  }

  /// Walks from the beginning to the first wait.
  func start() {
    strand.enter(WorkflowFrame(workflow: program.workflow))
    advance(.start)
  }

  /// Gives the run an outcome and walks on to the next wait.
  func deliver(_ outcome: Outcome, at time: Timestamp) {
    self.time = max(self.time, time)
    stepsSinceDelivery = 0
    strand.waitingFor = nil
    advance(.answered(outcome))
  }

  /// The request that the run waits for.
  var outstanding: EffectRequest? { strand.waitingFor }

  /// Lets go of a run that stops before its end: its frames hold the walk, and the walk its frames.
  func abandon() { strand = Strand() }

  func isLimitRecorded(at key: EffectKey) -> Bool { recordedLimits.contains(key.text) }

  private func advance(_ event: Event) {
    var event = event
    while let frame = strand.top {
      stepsSinceDelivery += 1
      if stepsSinceDelivery > run.stepLimit { return endOverLimit() }
      switch frame.resume(event, in: self) {
      case .enter(let child):
        strand.enter(child)
        event = .start
      case .ask(let request):
        strand.waitingFor = request
        return
      case .complete(let value, let directive):
        strand.leave()
        event = .completed(value, directive)
      case .fail(let problem):
        strand.leave()
        event = .failed(problem)
      }
    }
    finish(event)
  }

  private func finish(_ event: Event) {
    switch event {
    case .completed(let value, _): result = .completed(value ?? .null)
    case .failed(let problem): result = .faulted(problem)
    case .start, .answered: break
    }
  }

  private func endOverLimit() {
    strand = Strand()
    result = .faulted(
      ProblemType.limitExceeded.problem(
        "The workflow took \(run.stepLimit) steps without any effect. Look for a loop that never ends."
      ))
  }
}

/// One thread of a run: what it is doing, from the workflow down to a script.
struct Strand {
  private var frames: [any Frame] = []
  var waitingFor: EffectRequest?

  var top: (any Frame)? { frames.last }

  mutating func enter(_ frame: any Frame) { frames.append(frame) }

  mutating func leave() { frames.removeLast() }
}

/// How a run ended.
enum RunResult: Sendable {
  case completed(FlowValue)
  case faulted(Problem)
  case cancelled
}

// MARK: - The record of tasks

extension Walk {
  /// Notes that a task starts; returns its place in the record.
  func taskStarted(_ task: TaskDefinition) -> Int {
    tasks.append(TaskRecord(name: task.name, reference: task.reference, startedAt: time))
    observer.taskStarted(task.name, reference: task.reference)
    return tasks.count - 1
  }

  func taskEnded(_ index: Int, _ status: TaskRecord.Status) {
    tasks[index].status = status
    tasks[index].endedAt = time
    observer.taskEnded(tasks[index])
  }
}

/// What happened to one task, in the order tasks started.
struct TaskRecord: Sendable {
  enum Status: String, Sendable { case running, completed, faulted, skipped }

  let name: String
  let reference: String
  var status = Status.running
  let startedAt: Timestamp
  var endedAt: Timestamp?

  init(name: String, reference: String, startedAt: Timestamp) {
    self.name = name
    self.reference = reference
    self.startedAt = startedAt
  }

  var value: FlowValue {
    [
      "name": .string(name), "reference": .string(reference), "status": .string(status.rawValue),
      "startedAt": .string(startedAt.description),
      "endedAt": endedAt.map { .string($0.description) } ?? .null,
    ]
  }
}

/// Watches a walk for progress and logs.
///
/// It sees a step again on every replay.
protocol WalkObserver: AnyObject {
  func taskStarted(_ name: String, reference: String)
  func taskEnded(_ task: TaskRecord)
  func log(_ level: String, _ text: String, task: String)
}

/// What is the same for the whole run: recorded when it started, never read anew.
struct RunFacts: Sendable {
  let id: RunID
  let input: FlowValue
  let startedAt: Timestamp
  let actor: FlowValue
  let language: String
  /// Settings that scripts may read, by plugin.
  let settings: FlowValue
  /// How many steps a walk may take between two outcomes before it counts as endless.
  var stepLimit = 1_000_000
}
