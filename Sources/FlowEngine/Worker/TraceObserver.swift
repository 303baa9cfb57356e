import FlowValue

/// Notes what a walk computes.
final class TraceObserver: WalkObserver {
  private struct Begun {
    let name: String
    let depth: Int
    let input: FlowValue
    var output: FlowValue?
    var error: FlowValue?
  }

  private let workflow: String
  private var steps: [TraceStep] = []
  /// The task that began last, by its JSON pointer: one pointer runs once at a time.
  private var tasks: [String: Begun] = [:]
  private var references: [Int: String] = [:]
  /// The pointer and name of the task that begins now.
  private var beginning: (name: String, reference: String) = ("", "")

  init(workflow: String) { self.workflow = workflow }

  /// What was noted since the last time.
  func take() -> [TraceStep] {
    defer { steps = [] }
    return steps
  }

  func taskStarted(_ name: String, reference: String) { beginning = (name, reference) }

  func taskEnded(_ task: TaskRecord) {
    let begun = tasks[task.reference]
    let end = task.endedAt ?? task.startedAt
    note(
      .ended(
        status: task.status.rawValue, output: begun?.output, error: begun?.error,
        milliseconds: end.milliseconds - task.startedAt.milliseconds), task.reference)
  }

  func branchTaken(_ branch: @autoclosure () -> Branch) {
    let branch = branch()
    note(.branch(branch), branch.reference)
  }

  func saved(_ artifact: Artifact) { note(.saved(path: artifact.path), "/") }

  func log(_ level: String, _ text: String, task: String) {
    note(.log(level: level, text: text), task)
  }

  func noted(_ detail: @autoclosure () -> WalkDetail) {
    switch detail() {
    case .taskBegan(let index, let key, let input):
      references[index] = beginning.reference
      tasks[beginning.reference] = Begun(
        name: beginning.name, depth: key.text.count { $0 == "/" }, input: input)
      note(.task(input: input), beginning.reference)
    case .bodyBegan(let index, let input):
      guard let reference = references[index], tasks[reference]?.input != input else { return }
      note(.input(input), reference)
    case .taskGave(let index, let output):
      if let reference = references[index] { tasks[reference]?.output = output }
    case .taskFailed(let index, let problem):
      if let reference = references[index] { tasks[reference]?.error = problem.value }
    case .passBegan(let variable, let item, let task): note(.pass(variable, item), task)
    case .exported(let context, let task): note(.exported(context), task)
    case .scriptBegan(let name, let arguments, let task):
      // A hook is given its task, which the trace tells already.
      note(.script(name, name.contains(":") ? nil : arguments.first), task)
    case .scriptReturned(let name, let value, let task): note(.returned(name, value), task)
    case .scriptFailed(let name, let problem, let task): note(.raised(name, problem.value), task)
    // What is checked is an input or an output, which are noted as such.
    case .checked: break
    case .tested(let expression, let value, let task):
      note(
        .test(expression: expression.source, location: expression.location, value: value), task)
    }
  }

  private func note(_ kind: TraceStep.Kind, _ reference: String) {
    let task = tasks[reference]
    steps.append(
      TraceStep(
        kind: kind, task: task?.name ?? workflow, reference: reference,
        depth: task?.depth ?? 0))
  }
}
