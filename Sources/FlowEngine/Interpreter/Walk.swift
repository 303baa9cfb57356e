import FlowValue
import LuaVM

/// The walk of one run: deterministic, single-threaded, and without any contact to the outside.
///
/// A driver calls `start`, has the `outstanding` requests performed, and gives their outcomes back
/// with `deliver`, one by one. Between two deliveries every strand goes on, in document order, until
/// it waits. Whether the outcomes are fresh or come from the journal makes no difference here.
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
  /// The files that the run has saved, each once.
  private(set) var artifacts: [Artifact] = []
  private(set) var result: RunResult?
  /// Scripts that went over a limit when they ran first; they fail there without running again.
  private let recordedLimits: Set<String>

  /// The strands that have not ended, in the order in which they began.
  private var strands: [Strand] = []
  private var runnable: [(strand: Strand, event: Event)] = []
  private var current: Strand?
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

  // MARK: - What a driver does

  /// Walks from the beginning to the first wait.
  func start() {
    let strand = Strand()
    strand.enter(WorkflowFrame(workflow: program.workflow))
    strands = [strand]
    go(strand, .start)
  }

  /// Gives an outstanding request its outcome and walks on to the next wait.
  func deliver(_ outcome: Outcome, to key: EffectKey, at time: Timestamp) {
    self.time = max(self.time, time)
    stepsSinceDelivery = 0
    for strand in strands {
      if let request = strand.waitingFor, request.key == key {
        strand.waitingFor = nil
        if let saved = Artifact(request, outcome) { note(saved) }
        return go(strand, .answered(outcome))
      }
      if let deadline = strand.deadlines.first(where: { $0.request.key == key }) {
        return miss(deadline, on: strand)
      }
    }
  }

  /// The requests that the run waits for, in the order of its strands.
  var outstanding: [EffectRequest] {
    strands.count == 1 ? strands[0].outstanding : strands.flatMap(\.outstanding)
  }

  /// The outstanding request with this key.
  func outstanding(_ key: EffectKey) -> EffectRequest? {
    for strand in strands {
      if let request = strand.waitingFor, request.key == key { return request }
      if let deadline = strand.deadlines.first(where: { $0.request.key == key }) {
        return deadline.request
      }
    }
    return nil
  }

  /// Where the scripts stand that wait for an effect, the innermost first.
  func frames(at key: EffectKey) -> [LuaFrame] {
    let strand = strands.first { $0.waitingFor?.key == key }
    return (strand?.frames.reversed() ?? []).flatMap { ($0 as? ScriptFrame)?.frames ?? [] }
  }

  /// Whether the frame that listens under this key wants the event.
  func accepts(_ event: FlowValue, at key: EffectKey) -> Bool {
    let listener = strands.first { $0.waitingFor?.key == key }?.top as? ListenFrame
    return listener?.accepts(event, in: self) ?? false
  }

  /// The tasks that listen, also while they work on an event and do not ask for the next one yet.
  var listeners: [ListenFrame] {
    strands.flatMap { $0.frames.compactMap { $0 as? ListenFrame } }
  }

  /// Ends the run from outside: no hook runs, what is open stays unfinished.
  func cancel() {
    dropAll()
    result = .cancelled
  }

  /// Lets go of a run that stops before its end: its frames hold the walk, and the walk its frames.
  func release() {
    for strand in strands { strand.abandon() }
    strands = []
  }

  func isLimitRecorded(at key: EffectKey) -> Bool { recordedLimits.contains(key.text) }

  // MARK: - What frames do

  /// Bounds the time of the frame `above` places over the one that calls this.
  func arm(_ milliseconds: Int64, key: EffectKey, task: String, above: Int = 0) {
    current?.arm(
      EffectRequest(
        key: key, kind: .deadline, arguments: ["milliseconds": .integer(max(0, milliseconds))],
        owner: program.workflow.document.name, task: task), above: above)
  }

  /// Lifts the bounds of the frame that calls this.
  func disarm() { current?.disarm() }

  // MARK: - Stepping

  private func go(_ strand: Strand, _ event: Event) {
    runnable = [(strand, event)]
    while result == nil, !runnable.isEmpty {
      let (strand, event) = runnable.removeFirst()
      if !strand.isAbandoned { advance(strand, event) }
    }
    runnable = []
    current = nil
  }

  private func advance(_ strand: Strand, _ event: Event) {
    var event = event
    current = strand
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
      case .fork(let branches): return fork(branches, from: strand)
      case .join: return
      case .complete(let value, let directive):
        leave(strand)
        event = .completed(value, directive)
      case .fail(let problem):
        leave(strand)
        event = .failed(problem)
      }
    }
    end(strand, event)
  }

  private func fork(_ branches: [any Frame], from strand: Strand) {
    let children = branches.enumerated().map { index, frame in
      let child = Strand(parent: (strand, index))
      child.enter(frame)
      return child
    }
    strands += children
    runnable += children.map { ($0, .start) }
  }

  private func leave(_ strand: Strand) {
    strand.leave()
    if strands.count > 1 { dropBranches(of: strand) }
  }

  private func end(_ strand: Strand, _ event: Event) {
    strands.removeAll { $0 === strand }
    guard let parent = strand.parent else { return finish(event) }
    let result: BranchResult =
      switch event {
      case .completed(let value, let directive): .completed(value ?? .null, directive)
      case .failed(let problem): .failed(problem)
      case .start, .answered, .branch: .failed(.unexpectedOutcome)
      }
    runnable.insert((parent.strand, .branch(parent.branch, result)), at: 0)
  }

  private func miss(_ deadline: Strand.Deadline, on strand: Strand) {
    let length = deadline.request.arguments["milliseconds"]?.integer ?? 0
    for frame in strand.unwind(to: deadline) { frame.abandoned(in: self) }
    dropBranches(of: strand)
    let limit = ISODuration.text(milliseconds: length)
    go(
      strand,
      .failed(
        ProblemType.timeout.problem("It took longer than \(limit).")
          .located(at: deadline.request.task)))
  }

  private func dropBranches(of strand: Strand) {
    for branch in strands where branch.isBelow(strand) { drop(branch) }
    strands.removeAll(where: \.isAbandoned)
  }

  private func dropAll() {
    for strand in strands.reversed() { drop(strand) }
    strands = []
  }

  private func drop(_ strand: Strand) {
    let frames = strand.frames
    strand.abandon()
    for frame in frames.reversed() { frame.abandoned(in: self) }
  }

  private func finish(_ event: Event) {
    switch event {
    case .completed(let value, _): result = .completed(value ?? .null)
    case .failed(let problem): result = .faulted(problem)
    case .start, .answered, .branch: break
    }
  }

  private func endOverLimit() {
    dropAll()
    result = .faulted(
      ProblemType.limitExceeded.problem(
        "The workflow took \(run.stepLimit) steps without any effect. Look for a loop that never ends."
      ))
  }
}

extension Walk {
  /// One that is saved again takes the other's place.
  private func note(_ artifact: Artifact) {
    artifacts.removeAll { $0.name == artifact.name }
    artifacts.append(artifact)
    observer.saved(artifact)
  }
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
  func taskStarted(_ task: TaskDefinition, key: EffectKey, input: FlowValue) -> Int {
    tasks.append(TaskRecord(name: task.name, reference: task.reference, startedAt: time))
    observer.taskStarted(task.name, reference: task.reference)
    observer.noted(.taskBegan(index: tasks.count - 1, key: key, input: input))
    return tasks.count - 1
  }

  func taskEnded(_ index: Int, _ status: TaskRecord.Status) {
    tasks[index].status = status
    tasks[index].endedAt = time
    observer.taskEnded(tasks[index])
  }
}
